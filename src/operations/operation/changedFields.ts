import type { Field } from 'payload'
import { idOf } from '../../domain/ids.ts'
import type { AuditEvent } from './recordEvent.ts'

type Doc = Readonly<Record<string, unknown>>
type Named = { readonly name: string } & Field

/** Left on the request's context where a password is written. */
export const NEW_PASSWORD = 'caseloadNewPassword'

/** Stands for a value that is told to nobody: that it changed is all. */
export const WITHHELD = '(protected)'

/** The system's own, and what signs people in. */
const LEFT_OUT = new Set([
  ...['createdAt', 'id', 'tenant', 'updatedAt'],
  ...['apiKey', 'apiKeyIndex', 'hash', 'lockUntil', 'loginAttempts', 'resetPasswordExpiration'],
  ...['resetPasswordToken', 'rights', 'salt', 'sessions', 'tenants', '_verificationToken'],
])

const isStored = (field: Named): boolean =>
  !['join', 'ui'].includes(field.type) &&
  !('virtual' in field && field.virtual !== undefined && field.virtual !== false) &&
  !('hidden' in field && field.hidden === true) &&
  !LEFT_OUT.has(field.name)

/** Fields that hold a value of the row itself, whatever they are laid out in. */
const storedIn = (fields: readonly Field[]): Named[] =>
  fields.flatMap((field) => {
    if (field.type === 'tabs') {
      return field.tabs.flatMap((tab) =>
        'name' in tab ? [{ ...tab, type: 'group' } as unknown as Named] : storedIn(tab.fields),
      )
    }
    if ('name' in field && typeof field.name === 'string') {
      return isStored(field) ? [field] : []
    }
    return 'fields' in field ? storedIn(field.fields) : []
  })

const isEmpty = (value: unknown): boolean =>
  value === undefined ||
  value === null ||
  value === '' ||
  (Array.isArray(value) && value.length === 0)

const groupOf = (fields: readonly Field[], value: unknown): Doc | null => {
  const doc = (value ?? {}) as Doc
  const entries = storedIn(fields)
    .map((field) => [field.name, toldOf(field, doc[field.name])] as const)
    .filter(([, told]) => told !== null)
  return entries.length === 0 ? null : Object.fromEntries(entries)
}

const isProtected = ({ custom }: Field): boolean =>
  (custom as { isProtected?: boolean } | undefined)?.isProtected === true

/** A value as the log tells it: relations by their ids, rows without their own, nothing as null. */
const toldOf = (field: Named, value: unknown): unknown => {
  if (isEmpty(value)) return null
  if (isProtected(field)) return WITHHELD
  if (field.type === 'relationship' || field.type === 'upload') {
    return Array.isArray(value)
      ? value.map((one: unknown): unknown => idOf(one) ?? one)
      : (idOf(value) ?? value)
  }
  if (field.type === 'group') return groupOf(field.fields, value)
  if (field.type === 'array' && Array.isArray(value)) {
    return value.map((row) => groupOf(field.fields, row))
  }
  return value instanceof Date ? value.toISOString() : value
}

const sameText = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b)

interface Versions {
  /** As it is answered, which may leave out what the caller does not see or did not ask for. */
  readonly after: Doc | undefined
  readonly before: Doc | undefined
  /** What was written. */
  readonly data?: Doc | undefined
}

/** The fields whose values differ between two versions of a document, with both. @rule AUD-1 */
export const changedFields = (
  fields: readonly Field[],
  { after, before, data = {} }: Versions,
): NonNullable<AuditEvent['changes']> => {
  const changes: Record<string, readonly [unknown, unknown]> = {}
  for (const field of storedIn(fields)) {
    const { name } = field
    const old = before?.[name]
    // What neither the answer nor the body holds has stayed as it was.
    const fresh =
      after === undefined
        ? undefined
        : name in after
          ? after[name]
          : name in data
            ? data[name]
            : old
    const told = [toldOf(field, old), toldOf(field, fresh)] as const
    // What is told of a protected value says nothing of whether it changed.
    const isUntouched = isProtected(field)
      ? sameText(old ?? null, fresh ?? null)
      : sameText(...told)
    if (!isUntouched) changes[name] = told
  }
  return changes
}
