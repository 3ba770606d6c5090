import { DAY_SHIFT, EARLY_SHIFT, LATE_SHIFT, staff } from './staff.ts'
import type { DemoTenant } from './types.ts'

export const calmMinds: DemoTenant = {
  currency: 'INR',
  families: [
    {
      contacts: [{ email: 'neha@mail.example', name: ['Neha', 'Kapoor'], phone: '98330 33333' }],
      patients: [
        {
          bornOn: '1990-06-15',
          contacts: [{ index: 0, relationship: 'self' }],
          name: ['Neha', 'Kapoor'],
        },
      ],
    },
    {
      contacts: [{ email: 'vikram@mail.example', name: ['Vikram', 'Menon'], phone: '98330 44444' }],
      patients: [
        {
          bornOn: '1985-02-27',
          contacts: [{ index: 0, relationship: 'self' }],
          name: ['Vikram', 'Menon'],
        },
      ],
    },
  ],
  kind: 'adults',
  locations: [
    {
      address: '4 Residency Road, Bengaluru',
      name: 'Residency Road',
      rooms: ['Room 1', 'Room 2', 'Room 3', 'Room 4'],
    },
  ],
  name: 'Calm Minds Practice',
  mfaRoles: ['admin'],
  operatorRecordsPayments: false,
  patients: 44,
  phone: '+918026002222',
  preset: 'mental-health',
  prices: [
    [1, 0, 50, 220_000],
    [3, 1, 75, 280_000],
  ],
  slug: 'calm-minds',
  staff: staff('calm-minds.example', [
    { location: 0, name: ['Farah', 'Sheikh'], offInDays: 3, types: [0, 3], windows: EARLY_SHIFT },
    { location: 0, name: ['David', 'Thomas'], offInDays: 4, types: [0, 2, 3], windows: DAY_SHIFT },
    { location: 0, name: ['Ritu', 'Bhatia'], offInDays: 5, types: [0, 3], windows: DAY_SHIFT },
    { location: 0, name: ['Joseph', 'Kurian'], offInDays: 6, types: [1, 2], windows: LATE_SHIFT },
  ]),
}
