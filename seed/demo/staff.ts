import type { DemoStaff } from './types.ts'

const WEEK = [1, 2, 3, 4, 5]

/** An admin, an operator, an accountant, and the therapists, who work from Monday to Friday. */
export const staff = (
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
