import { DAY_SHIFT, EARLY_SHIFT, LATE_SHIFT, staff } from './staff.ts'
import type { DemoTenant } from './types.ts'

export const cityCare: DemoTenant = {
  currency: 'INR',
  families: [
    {
      contacts: [
        { email: 'george@mail.example', name: ['George', 'Mathew'], phone: '98950 77777' },
      ],
      patients: [
        {
          bornOn: '1972-11-30',
          contacts: [{ index: 0, relationship: 'self' }],
          name: ['George', 'Mathew'],
        },
      ],
    },
  ],
  kind: 'mixed',
  locations: [
    {
      address: '21 MG Road, Kochi',
      name: 'MG Road',
      rooms: ['Room A', 'Room B', 'Gym'],
    },
    { address: '5 Beach Road, Fort Kochi', name: 'Fort Kochi', rooms: ['Room C', 'Room D'] },
  ],
  name: 'City Care Clinic',
  mfaRoles: [],
  operatorRecordsPayments: false,
  patients: 48,
  phone: '+914842604444',
  preset: 'single-clinic',
  prices: [[0, 2, 45, 80_000]],
  slug: 'city-care',
  staff: staff('city-care.example', [
    { location: 0, name: ['Suresh', 'Menon'], offInDays: 3, types: [2, 4], windows: EARLY_SHIFT },
    { location: 0, name: ['Anjali', 'Varghese'], offInDays: 4, types: [0, 4], windows: DAY_SHIFT },
    { location: 0, name: ['Thomas', 'Chacko'], offInDays: 5, types: [1, 2], windows: DAY_SHIFT },
    { location: 1, name: ['Fathima', 'Beevi'], offInDays: 6, types: [0, 1], windows: LATE_SHIFT },
  ]),
}
