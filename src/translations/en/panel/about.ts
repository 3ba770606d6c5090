/** What stands above the list of a collection. */
export const about = {
  memberships: 'Who works in this clinic, and as what. Several roles add up.',
  notifications:
    'What was, is and will be sent. With the sandbox provider nothing leaves the machine.',
  'payment-allocations': 'Append-only; what was taken back stands as a negative amount.',
  tenants: 'One row for each clinic. Settings are kept apart, so that admins can change them.',
} as const
