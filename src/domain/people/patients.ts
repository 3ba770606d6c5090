export const RELATIONSHIPS = [
  'mother',
  'father',
  'guardian',
  'owner',
  'self',
  'spouse',
  'sibling',
  'grandparent',
  'organisation',
  'other',
] as const
export type Relationship = (typeof RELATIONSHIPS)[number]

export const PATIENT_KINDS = ['person', 'animal'] as const
export const SPECIES = [
  'dog',
  'cat',
  'rabbit',
  'bird',
  'horse',
  'cattle',
  'reptile',
  'other',
] as const

/** The five rights of a contact towards one patient (PAT-4). */
export const LINK_RIGHTS = [
  'isPrimary',
  'canBook',
  'canSeeClinical',
  'pays',
  'receivesReminders',
] as const
export type LinkRight = (typeof LINK_RIGHTS)[number]

export type GuardianLink = { contact: string; relationship: Relationship } & Partial<
  Record<LinkRight, boolean | null>
>

/** The first contact starts with all five rights, each later one with none. @rule PAT-4 */
export const withLinkRights = (
  links: readonly GuardianLink[],
): (GuardianLink & Record<LinkRight, boolean>)[] =>
  links.map((link, index) => {
    const first = index === 0
    return {
      ...link,
      canBook: link.canBook ?? first,
      canSeeClinical: link.canSeeClinical ?? first,
      isPrimary: link.isPrimary ?? first,
      pays: link.pays ?? first,
      receivesReminders: link.receivesReminders ?? first,
    }
  })

/** Whole years between two calendar dates, `YYYY-MM-DD`. */
export const ageOn = (bornOn: string, on: string): number => {
  const years = Number(on.slice(0, 4)) - Number(bornOn.slice(0, 4))
  return on.slice(5) < bornOn.slice(5) ? years - 1 : years
}

export const MIN_NAME_LENGTH = 2
export const PHONE_INPUT = /^\+?[1-9]\d{9,14}$/

/** Removes spaces, dashes, dots and brackets before PAT-3 is applied. */
export const stripPhone = (text: string): string => text.replace(/[\s().-]/g, '')

/** `PT-000001`. */
export const formatNumber = (prefix: string, value: number): string =>
  `${prefix}-${String(value).padStart(6, '0')}`

/** Whole months between two calendar dates, `YYYY-MM-DD`: the age of the very young. */
export const ageMonthsOn = (bornOn: string, on: string): number => {
  const month = (date: string): number => Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7))
  return month(on) - month(bornOn) - (on.slice(8) < bornOn.slice(8) ? 1 : 0)
}
