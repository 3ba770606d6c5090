import { staff } from './staff.ts'
import type { DemoTenant } from './types.ts'

export const sunrise: DemoTenant = {
  bookings: [
    {
      inDays: -6,
      patient: 0,
      pays: { amountMinor: 110_000, method: 'upi' },
      therapist: 0,
      time: '10:00',
      type: 0,
    },
    {
      inDays: -4,
      patient: 1,
      pays: { amountMinor: 50_000, method: 'cash' },
      therapist: 1,
      time: '11:00',
      type: 1,
    },
    { inDays: 2, patient: 0, therapist: 0, time: '10:00', type: 0 },
    { inDays: 3, patient: 1, therapist: 1, time: '11:00', type: 1 },
    {
      inDays: 7,
      patient: 2,
      pays: { amountMinor: 400_000, method: 'bank-transfer' },
      therapist: 0,
      time: '14:00',
      type: 3,
    },
  ],
  // Siblings share their mother's phone; the third child has two contacts.
  contacts: [
    { email: 'priya@family.example', name: ['Priya', 'Sharma'], phone: '98200 11111' },
    { name: ['Rahul', 'Verma'], phone: '98200 22222' },
    { email: 'kavya@family.example', name: ['Kavya', 'Verma'] },
    { email: 'maria@family.example', name: ['Maria', 'Fernandes'], phone: '98200 33333' },
  ],
  currency: 'INR',
  location: {
    address: '12 Hill Road, Bandra West, Mumbai',
    name: 'Bandra',
    rooms: ['Blue Room', 'Sensory Gym'],
  },
  name: 'Sunrise Therapy Centre',
  operatorRecordsPayments: true,
  patients: [
    {
      bornOn: '2018-04-12',
      contacts: [{ index: 0, relationship: 'mother' }],
      name: ['Aarav', 'Sharma'],
    },
    {
      bornOn: '2020-09-03',
      contacts: [{ index: 0, relationship: 'mother' }],
      name: ['Diya', 'Sharma'],
    },
    {
      bornOn: '2019-01-22',
      contacts: [
        { index: 1, relationship: 'father' },
        { index: 2, relationship: 'mother' },
      ],
      name: ['Ishaan', 'Verma'],
    },
    // Nothing has happened yet: the walk of the README begins here.
    {
      bornOn: '2021-06-30',
      contacts: [{ index: 3, relationship: 'mother' }],
      name: ['Sara', 'Fernandes'],
    },
  ],
  phone: '+912226001111',
  preset: 'therapy-centre',
  prices: [[0, 0, 45, 110_000]],
  slug: 'sunrise',
  staff: staff('sunrise.example', [
    ['Meera', 'Iyer'],
    ['Arjun', 'Nair'],
  ]),
}
