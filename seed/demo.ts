import type { Role } from '../src/domain/people/roles.ts'
import type { Relationship } from '../src/domain/people/patients.ts'
import type { PaymentMethod } from '../src/domain/money/postings.ts'
import type { Preset } from '../src/domain/tenancy/presets.ts'

/** Every demo login has it; they exist in demo tenants only. */
export const DEMO_PASSWORD = 'caseload-demo-2026'

export interface DemoStaff {
  readonly email: string
  readonly name: readonly [string, string]
  readonly roles: readonly Role[]
  /** Working windows: weekdays (0 = Sunday) and hours. */
  readonly works?: { readonly days: readonly number[]; readonly from: string; readonly to: string }
}

export interface DemoContact {
  readonly email?: string
  readonly name: readonly [string, string]
  readonly phone?: string
}

export interface DemoPatient {
  readonly animal?: { readonly breed: string; readonly microchip?: string; readonly species: 'cat' | 'dog' }
  readonly bornOn: string
  readonly contacts: readonly { readonly index: number; readonly relationship: Relationship }[]
  readonly name: readonly [string, string]
}

export interface DemoBooking {
  /** Days from today; a negative number lies behind us. The next working day is taken. */
  readonly inDays: number
  readonly patient: number
  readonly pays?: { readonly amountMinor: number; readonly method: PaymentMethod }
  readonly therapist: number
  readonly time: string
  readonly type: number
}

export interface DemoTenant {
  readonly bookings: readonly DemoBooking[]
  readonly contacts: readonly DemoContact[]
  readonly currency: string
  readonly location: { readonly address: string; readonly name: string; readonly rooms: readonly string[] }
  readonly name: string
  readonly operatorRecordsPayments: boolean
  readonly patients: readonly DemoPatient[]
  readonly phone: string
  readonly preset: Preset
  /** Prices of their own: therapist, type, minutes, minor units. */
  readonly prices: readonly (readonly [number, number, number, number])[]
  readonly slug: string
  readonly staff: readonly DemoStaff[]
}

const WEEK = [1, 2, 3, 4, 5]

const staff = (
  domain: string,
  therapists: readonly (readonly [string, string])[],
): DemoStaff[] => [
  { email: `admin@${domain}`, name: ['Anita', 'Desai'], roles: ['admin'] },
  { email: `operator@${domain}`, name: ['Omar', 'Khan'], roles: ['operator'] },
  { email: `accountant@${domain}`, name: ['Lakshmi', 'Pillai'], roles: ['accountant'] },
  ...therapists.map((name, index) => ({
    email: `${index === 0 ? 'therapist' : name[0].toLowerCase()}@${domain}`,
    name,
    roles: ['therapist'] as const,
    works: { days: WEEK, from: '09:00', to: '17:00' },
  })),
]

export const DEMO_TENANTS: readonly DemoTenant[] = [
  {
    bookings: [
      { inDays: -6, patient: 0, pays: { amountMinor: 110_000, method: 'upi' }, therapist: 0, time: '10:00', type: 0 },
      { inDays: -4, patient: 1, pays: { amountMinor: 50_000, method: 'cash' }, therapist: 1, time: '11:00', type: 1 },
      { inDays: 2, patient: 0, therapist: 0, time: '10:00', type: 0 },
      { inDays: 3, patient: 1, therapist: 1, time: '11:00', type: 1 },
      { inDays: 7, patient: 2, pays: { amountMinor: 400_000, method: 'bank-transfer' }, therapist: 0, time: '14:00', type: 3 },
    ],
    // Siblings share their mother's phone; the third child has two contacts.
    contacts: [
      { email: 'priya@family.example', name: ['Priya', 'Sharma'], phone: '98200 11111' },
      { name: ['Rahul', 'Verma'], phone: '98200 22222' },
      { email: 'kavya@family.example', name: ['Kavya', 'Verma'] },
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
      { bornOn: '2018-04-12', contacts: [{ index: 0, relationship: 'mother' }], name: ['Aarav', 'Sharma'] },
      { bornOn: '2020-09-03', contacts: [{ index: 0, relationship: 'mother' }], name: ['Diya', 'Sharma'] },
      {
        bornOn: '2019-01-22',
        contacts: [
          { index: 1, relationship: 'father' },
          { index: 2, relationship: 'mother' },
        ],
        name: ['Ishaan', 'Verma'],
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
  },
  {
    bookings: [
      { inDays: -5, patient: 0, pays: { amountMinor: 180_000, method: 'card' }, therapist: 0, time: '09:00', type: 0 },
      { inDays: 4, patient: 0, therapist: 0, time: '09:00', type: 0 },
      { inDays: 5, patient: 1, therapist: 1, time: '15:00', type: 3 },
    ],
    contacts: [
      { email: 'neha@mail.example', name: ['Neha', 'Kapoor'], phone: '98330 33333' },
      { email: 'vikram@mail.example', name: ['Vikram', 'Rao'], phone: '98330 44444' },
    ],
    currency: 'INR',
    location: { address: '4 Residency Road, Bengaluru', name: 'Residency Road', rooms: ['Room 1', 'Room 2'] },
    name: 'Calm Minds Practice',
    operatorRecordsPayments: false,
    patients: [
      { bornOn: '1990-06-15', contacts: [{ index: 0, relationship: 'self' }], name: ['Neha', 'Kapoor'] },
      { bornOn: '1985-02-27', contacts: [{ index: 1, relationship: 'self' }], name: ['Vikram', 'Rao'] },
    ],
    phone: '+918026002222',
    preset: 'mental-health',
    prices: [[1, 0, 50, 220_000]],
    slug: 'calm-minds',
    staff: staff('calm-minds.example', [
      ['Farah', 'Sheikh'],
      ['David', 'Thomas'],
    ]),
  },
  {
    bookings: [
      { inDays: -3, patient: 0, pays: { amountMinor: 60_000, method: 'cash' }, therapist: 0, time: '10:00', type: 0 },
      { inDays: 6, patient: 0, therapist: 0, time: '10:00', type: 1 },
      { inDays: 6, patient: 1, therapist: 0, time: '11:00', type: 0 },
    ],
    // One animal with two owners.
    contacts: [
      { email: 'rohan@mail.example', name: ['Rohan', 'Mehta'], phone: '98450 55555' },
      { email: 'sara@mail.example', name: ['Sara', 'Mehta'], phone: '98450 66666' },
    ],
    currency: 'INR',
    location: { address: '8 Lake View, Pune', name: 'Lake View', rooms: ['Consulting Room', 'Theatre'] },
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
  },
  {
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
      { bornOn: '1972-11-30', contacts: [{ index: 0, relationship: 'self' }], name: ['George', 'Mathew'] },
    ],
    phone: '+914842604444',
    preset: 'single-clinic',
    prices: [],
    slug: 'city-care',
    staff: staff('city-care.example', [['Suresh', 'Menon']]),
  },
]
