import { staff } from './staff.ts'
import type { DemoTenant } from './types.ts'

export const calmMinds: DemoTenant = {
  bookings: [
    {
      inDays: -5,
      patient: 0,
      pays: { amountMinor: 180_000, method: 'card' },
      therapist: 0,
      time: '09:00',
      type: 0,
    },
    { inDays: 4, patient: 0, therapist: 0, time: '09:00', type: 0 },
    { inDays: 5, patient: 1, therapist: 1, time: '15:00', type: 3 },
  ],
  contacts: [
    { email: 'neha@mail.example', name: ['Neha', 'Kapoor'], phone: '98330 33333' },
    { email: 'vikram@mail.example', name: ['Vikram', 'Rao'], phone: '98330 44444' },
  ],
  currency: 'INR',
  location: {
    address: '4 Residency Road, Bengaluru',
    name: 'Residency Road',
    rooms: ['Room 1', 'Room 2'],
  },
  name: 'Calm Minds Practice',
  operatorRecordsPayments: false,
  patients: [
    {
      bornOn: '1990-06-15',
      contacts: [{ index: 0, relationship: 'self' }],
      name: ['Neha', 'Kapoor'],
    },
    {
      bornOn: '1985-02-27',
      contacts: [{ index: 1, relationship: 'self' }],
      name: ['Vikram', 'Rao'],
    },
  ],
  phone: '+918026002222',
  preset: 'mental-health',
  prices: [[1, 0, 50, 220_000]],
  slug: 'calm-minds',
  staff: staff('calm-minds.example', [
    ['Farah', 'Sheikh'],
    ['David', 'Thomas'],
  ]),
}
