import { staff } from './staff.ts'
import type { DemoTenant } from './types.ts'

export const cityCare: DemoTenant = {
  bookings: [
    { inDays: -2, patient: 0, therapist: 0, time: '16:00', type: 2 },
    { inDays: 1, patient: 0, therapist: 0, time: '16:00', type: 2 },
  ],
  contacts: [{ email: 'george@mail.example', name: ['George', 'Mathew'], phone: '98950 77777' }],
  currency: 'INR',
  location: { address: '21 MG Road, Kochi', name: 'MG Road', rooms: ['Room A'] },
  name: 'City Care Clinic',
  operatorRecordsPayments: false,
  patients: [
    {
      bornOn: '1972-11-30',
      contacts: [{ index: 0, relationship: 'self' }],
      name: ['George', 'Mathew'],
    },
  ],
  phone: '+914842604444',
  preset: 'single-clinic',
  prices: [],
  slug: 'city-care',
  staff: staff('city-care.example', [['Suresh', 'Menon']]),
}
