import { staff } from './staff.ts'
import type { DemoTenant } from './types.ts'

export const pawsAndTails: DemoTenant = {
  bookings: [
    {
      inDays: -3,
      patient: 0,
      pays: { amountMinor: 60_000, method: 'cash' },
      therapist: 0,
      time: '10:00',
      type: 0,
    },
    { inDays: 6, patient: 0, therapist: 0, time: '10:00', type: 1 },
    { inDays: 6, patient: 1, therapist: 0, time: '11:00', type: 0 },
  ],
  // One animal with two owners.
  contacts: [
    { email: 'rohan@mail.example', name: ['Rohan', 'Mehta'], phone: '98450 55555' },
    { email: 'sara@mail.example', name: ['Sara', 'Mehta'], phone: '98450 66666' },
  ],
  currency: 'INR',
  location: {
    address: '8 Lake View, Pune',
    name: 'Lake View',
    rooms: ['Consulting Room', 'Theatre'],
  },
  name: 'Paws and Tails',
  operatorRecordsPayments: false,
  patients: [
    {
      animal: { breed: 'Labrador', microchip: '900118000123456', species: 'dog' },
      bornOn: '2021-05-01',
      contacts: [
        { index: 0, relationship: 'owner' },
        { index: 1, relationship: 'owner' },
      ],
      name: ['Bruno', 'Mehta'],
    },
    {
      animal: { breed: 'Persian', species: 'cat' },
      bornOn: '2022-08-10',
      contacts: [{ index: 1, relationship: 'owner' }],
      name: ['Mishti', 'Mehta'],
    },
  ],
  phone: '+912026003333',
  preset: 'veterinary',
  prices: [],
  slug: 'paws-and-tails',
  staff: staff('paws.example', [['Tara', 'Joshi']]),
}
