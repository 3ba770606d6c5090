import { DAY_SHIFT, EARLY_SHIFT, LATE_SHIFT, staff } from './staff.ts'
import type { DemoTenant } from './types.ts'

export const pawsAndTails: DemoTenant = {
  currency: 'INR',
  families: [
    // One animal with two owners.
    {
      contacts: [
        { email: 'rohan@mail.example', name: ['Rohan', 'Mehta'], phone: '98450 55555' },
        { email: 'sara@mail.example', name: ['Sara', 'Mehta'], phone: '98450 66666' },
      ],
      patients: [
        {
          animal: { breed: 'Labrador', microchip: '900118000123456', species: 'dog' },
          bornOn: '2021-05-01',
          contacts: [
            { index: 0, relationship: 'owner' },
            { index: 1, relationship: 'owner' },
          ],
          medicalNotes: 'Hip dysplasia, both sides. Meloxicam upsets his stomach.',
          name: ['Bruno', 'Mehta'],
        },
        {
          animal: { breed: 'Persian', species: 'cat' },
          bornOn: '2022-08-10',
          contacts: [{ index: 1, relationship: 'owner' }],
          name: ['Mishti', 'Mehta'],
        },
      ],
    },
  ],
  kind: 'animals',
  locations: [
    {
      address: '8 Lake View, Pune',
      name: 'Lake View',
      rooms: ['Consulting Room', 'Second Consulting Room', 'Theatre', 'Treatment Room'],
    },
  ],
  name: 'Paws and Tails',
  mfaRoles: [],
  operatorRecordsPayments: false,
  patients: 52,
  phone: '+912026003333',
  preset: 'veterinary',
  prices: [[1, 2, 60, 190_000]],
  slug: 'paws-and-tails',
  staff: staff('paws.example', [
    { location: 0, name: ['Tara', 'Joshi'], offInDays: 3, types: [0, 1, 3], windows: EARLY_SHIFT },
    { location: 0, name: ['Imran', 'Qureshi'], offInDays: 4, types: [0, 2], windows: DAY_SHIFT },
    { location: 0, name: ['Gauri', 'Kale'], offInDays: 5, types: [0, 1, 3], windows: LATE_SHIFT },
    { location: 0, name: ['Peter', 'Almeida'], offInDays: 6, types: [0, 1], windows: DAY_SHIFT },
  ]),
}
