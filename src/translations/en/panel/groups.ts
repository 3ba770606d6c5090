/** The groups of the navigation. */
export const groups = {
  catalog: 'What can be booked',
  clinic: 'Clinic',
  messages: 'Messages',
  money: 'Money',
  people: 'People',
  schedule: 'Schedule',
} as const
