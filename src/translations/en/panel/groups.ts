/** The groups of the navigation. */
export const groups = {
  administration: 'Administration',
  catalog: 'What can be booked',
  clinic: 'Clinic',
  messages: 'Messages',
  money: 'Money',
  people: 'People',
  schedule: 'Schedule',
} as const
