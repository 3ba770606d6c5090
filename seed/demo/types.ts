import type { Role } from '../../src/domain/people/roles.ts'
import type { Relationship } from '../../src/domain/people/patients.ts'
import type { PaymentMethod } from '../../src/domain/money/postings.ts'
import type { Preset } from '../../src/domain/tenancy/presets.ts'

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
  readonly animal?: {
    readonly breed: string
    readonly microchip?: string
    readonly species: 'cat' | 'dog'
  }
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
  readonly location: {
    readonly address: string
    readonly name: string
    readonly rooms: readonly string[]
  }
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
