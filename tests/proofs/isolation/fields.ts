import type { FlattenedField, SanitizedCollectionConfig } from 'payload'
import { slugs } from '../../../src/slugs.ts'

/** Payload's and the host's own answer in words of their own; that they leak nothing is judged all the same. */
export const isOurs = (slug: string): boolean =>
  (Object.values(slugs) as readonly string[]).includes(slug) || slug === 'reports'

export const hasTenant = ({ flattenedFields, slug }: SanitizedCollectionConfig): boolean =>
  isOurs(slug) &&
  flattenedFields.some(({ name, type }) => name === 'tenant' && type === 'relationship')

interface Relation {
  readonly isMany: boolean
  readonly path: string
  readonly to: string
}

/** Relations to one collection, at any depth. */
export const relationsIn = (fields: readonly FlattenedField[], prefix = ''): Relation[] =>
  fields.flatMap((field): Relation[] => {
    const path = `${prefix}${field.name}`
    if ('virtual' in field && Boolean(field.virtual)) return []
    if (field.type === 'group' || field.type === 'array') {
      return relationsIn(field.flattenedFields, `${path}.`)
    }
    if (field.type !== 'relationship' || typeof field.relationTo !== 'string') return []
    return [{ isMany: field.hasMany === true, path, to: field.relationTo }]
  })

export const textsOf = ({ flattenedFields }: SanitizedCollectionConfig): string[] =>
  flattenedFields.flatMap((field) =>
    ['email', 'text', 'textarea'].includes(field.type) && !('hidden' in field && field.hidden)
      ? [field.name]
      : [],
  )

export const hiddenOf = ({ flattenedFields }: SanitizedCollectionConfig): string[] =>
  flattenedFields.flatMap((field) =>
    'hidden' in field && field.hidden === true ? [field.name] : [],
  )

const isOfSystem = (field: FlattenedField): boolean =>
  (field.custom as { isSystemField?: boolean } | undefined)?.isSystemField === true

/** A change that a row of the collection would take from whoever may change it. */
export const touchOf = ({ flattenedFields, slug }: SanitizedCollectionConfig): object => {
  const known = TOUCHES[slug]
  if (known !== undefined) return known
  const field = flattenedFields.find(
    (one) =>
      ['text', 'textarea'].includes(one.type) &&
      !isOfSystem(one) &&
      !('virtual' in one && Boolean(one.virtual)) &&
      !('hidden' in one && one.hidden === true),
  )
  return field === undefined ? { active: false } : { [field.name]: 'touched' }
}

const TOUCHES: Readonly<Record<string, object>> = {
  attendances: { notes: 'touched' },
  availability: { active: false },
  contacts: { lastName: 'touched' },
  memberships: { active: false },
  payments: { notes: 'touched' },
  sessions: { notes: 'touched' },
  settings: { scheduling: { pastEntryDays: 3 } },
}

/** `a.b` as a body has it. */
export const bodyOf = (path: string, value: unknown): Record<string, unknown> => {
  const [head = '', ...rest] = path.split('.')
  if (rest.length === 0) return { [head]: value }
  const inner = bodyOf(rest.join('.'), value)
  return {
    [head]: ['allocations', 'guardians'].includes(head) ? [{ ...ROWS[head], ...inner }] : inner,
  }
}

const ROWS: Readonly<Record<string, object>> = {
  allocations: { amountMinor: 10 },
  guardians: { relationship: 'mother' },
}
