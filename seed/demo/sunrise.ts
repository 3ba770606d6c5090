import { DAY_SHIFT, EARLY_SHIFT, LATE_SHIFT, staff } from './staff.ts'
import type { DemoTenant } from './types.ts'

export const sunrise: DemoTenant = {
  currency: 'INR',
  families: [
    // Siblings share their mother's phone.
    {
      contacts: [
        { email: 'priya@family.example', name: ['Priya', 'Sharma'], phone: '98200 11111' },
      ],
      patients: [
        {
          bornOn: '2018-04-12',
          contacts: [{ index: 0, relationship: 'mother' }],
          medicalNotes: 'Febrile seizures until 2022; none since. Allergic to penicillin.',
          name: ['Aarav', 'Sharma'],
        },
        {
          bornOn: '2020-09-03',
          contacts: [{ index: 0, relationship: 'mother' }],
          name: ['Diya', 'Sharma'],
        },
      ],
    },
    {
      contacts: [
        { name: ['Rahul', 'Verma'], phone: '98200 22222' },
        { email: 'kavya@family.example', name: ['Kavya', 'Verma'] },
      ],
      patients: [
        {
          bornOn: '2019-01-22',
          contacts: [
            { index: 0, relationship: 'father' },
            { index: 1, relationship: 'mother' },
          ],
          medicalNotes: 'Hearing aid on the left. Do not start before it is in.',
          name: ['Ishaan', 'Verma'],
        },
      ],
    },
    // The walk of the README begins here.
    {
      contacts: [
        { email: 'maria@family.example', name: ['Maria', 'Fernandes'], phone: '98200 33333' },
      ],
      isNew: true,
      patients: [
        {
          bornOn: '2021-06-30',
          contacts: [{ index: 0, relationship: 'mother' }],
          name: ['Sara', 'Fernandes'],
        },
      ],
    },
  ],
  kind: 'children',
  locations: [
    {
      address: '12 Hill Road, Bandra West, Mumbai',
      name: 'Bandra',
      rooms: ['Blue Room', 'Green Room', 'Sensory Gym', 'Play Room'],
    },
    {
      address: '3 Gokhale Road, Dadar West, Mumbai',
      name: 'Dadar',
      rooms: ['Sun Room', 'Quiet Room'],
    },
  ],
  name: 'Sunrise Therapy Centre',
  mfaRoles: [],
  operatorRecordsPayments: true,
  patients: 46,
  phone: '+912226001111',
  preset: 'therapy-centre',
  prices: [
    [0, 0, 45, 110_000],
    [2, 2, 60, 135_000],
  ],
  slug: 'sunrise',
  // Nobody begins as early as Meera: the first free slot of a day is hers.
  staff: staff('sunrise.example', [
    { location: 0, name: ['Meera', 'Iyer'], offInDays: 5, types: [0, 3], windows: EARLY_SHIFT },
    { location: 0, name: ['Arjun', 'Nair'], offInDays: 4, types: [1, 3], windows: DAY_SHIFT },
    { location: 0, name: ['Sunita', 'Rao'], offInDays: 3, types: [2, 3], windows: DAY_SHIFT },
    { location: 1, name: ['Daniel', 'Dsouza'], offInDays: 6, types: [0, 1], windows: LATE_SHIFT },
    { location: 1, name: ['Nazneen', 'Patel'], offInDays: 2, types: [1, 2], windows: DAY_SHIFT },
  ]),
}
