import type { Role } from '../../src/domain/people/roles.ts'
import type { Relationship } from '../../src/domain/people/patients.ts'
import type { Preset } from '../../src/domain/tenancy/presets.ts'

/** Every demo login has it; they exist in demo tenants only. */
export const DEMO_PASSWORD = 'caseload-demo-2026'

/** All demo clinics keep Indian time. */
export const DEMO_TIMEZONE = 'Asia/Kolkata'

/** How a therapist works: the same hours on every day but one. */
export interface DemoWork {
  /** Index of the location. */
  readonly location: number
  /** Days after today until the day off, which comes every week; always beyond tomorrow. */
  readonly offInDays: number
  /** Indexes of the preset's therapy types; the others are not offered. */
  readonly types: readonly number[]
  /** Before and after the break, `HH:mm`. */
  readonly windows: readonly (readonly [string, string])[]
}

export interface DemoStaff {
  readonly email: string
  readonly name: readonly [string, string]
  readonly roles: readonly Role[]
  readonly works?: DemoWork
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
    readonly species: 'bird' | 'cat' | 'dog' | 'rabbit'
  }
  readonly bornOn: string
  /** Indexes of the family's contacts. */
  readonly contacts: readonly { readonly index: number; readonly relationship: Relationship }[]
  readonly medicalNotes?: string
  readonly name: readonly [string, string]
}

/** People who are registered together. */
export interface DemoFamily {
  readonly contacts: readonly DemoContact[]
  /** Nothing has happened yet. */
  readonly isNew?: boolean
  readonly patients: readonly DemoPatient[]
}

export interface DemoLocation {
  readonly address: string
  readonly name: string
  readonly rooms: readonly string[]
}

export interface DemoTenant {
  readonly currency: string
  /** These by name; chance adds others until there are enough patients. */
  readonly families: readonly DemoFamily[]
  readonly kind: 'adults' | 'animals' | 'children' | 'mixed'
  readonly locations: readonly [DemoLocation, ...DemoLocation[]]
  readonly name: string
  /** Who signs in with a code of an app; of the demo tenants, one asks for it (TEN-14). */
  readonly mfaRoles: readonly Role[]
  readonly operatorRecordsPayments: boolean
  readonly patients: number
  readonly phone: string
  readonly preset: Preset
  /** Prices of their own: therapist, type, minutes, minor units. */
  readonly prices: readonly (readonly [number, number, number, number])[]
  readonly slug: string
  readonly staff: readonly DemoStaff[]
}
