/** Why a price is what it is, step by step. */
export const price = {
  base: 'Price of the {{therapist}}',
  fallback: 'Price of the type; the {{therapist}} has none of their own',
  manual: 'Set by hand',
  'not-billable': 'This type is not billed',
  title: 'Why this price',
  total: 'Price',
} as const
