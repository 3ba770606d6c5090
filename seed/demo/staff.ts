import type { DemoStaff, DemoWork } from './types.ts'

type Therapist = DemoWork & { readonly name: readonly [string, string] }

/** An admin, an operator, an accountant, and the therapists. */
export const staff = (domain: string, therapists: readonly Therapist[]): DemoStaff[] => [
  { email: `admin@${domain}`, name: ['Anita', 'Desai'], roles: ['admin'] },
  { email: `operator@${domain}`, name: ['Omar', 'Khan'], roles: ['operator'] },
  { email: `accountant@${domain}`, name: ['Lakshmi', 'Pillai'], roles: ['accountant'] },
  ...therapists.map(({ name, ...works }, index) => ({
    email: `${index === 0 ? 'therapist' : name[0].toLowerCase()}@${domain}`,
    name,
    roles: ['therapist'] as const,
    works,
  })),
]

/** Hours that the therapists share. */
export const DAY_SHIFT = [
  ['09:30', '13:00'],
  ['14:00', '18:00'],
] as const
export const EARLY_SHIFT = [
  ['09:00', '13:00'],
  ['14:00', '17:30'],
] as const
export const LATE_SHIFT = [
  ['11:00', '14:00'],
  ['15:00', '20:00'],
] as const
