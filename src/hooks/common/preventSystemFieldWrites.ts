import type { CollectionBeforeOperationHook, FlattenedField } from 'payload'
import { readOnlyField } from '../../domain/errors.ts'
import { idOf, isUuid } from '../../domain/ids.ts'

type Doc = Record<string, unknown>

const isRecord = (value: unknown): value is Doc =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const isEmpty = (value: unknown): boolean =>
  value === undefined ||
  value === null ||
  value === '' ||
  (Array.isArray(value) && value.length === 0)

const INSTANT = /^\d{4}-\d{2}-\d{2}T/

/** Equal for people: empty is empty, an instant is an instant, a relation is its id. */
const isSame = (a: unknown, b: unknown): boolean => {
  if (isEmpty(a) || isEmpty(b)) return isEmpty(a) === isEmpty(b)
  const [idA, idB] = [isRecord(a) ? idOf(a) : undefined, isRecord(b) ? idOf(b) : undefined]
  if (idA !== undefined || idB !== undefined) return (idA ?? a) === (idB ?? b)
  if (typeof a === 'string' && typeof b === 'string' && a !== b) {
    // Date.parse alone takes `PT-4` and `PT-000004` for one day.
    const [atA, atB] = INSTANT.test(a) && INSTANT.test(b) ? [Date.parse(a), Date.parse(b)] : [NaN]
    return !Number.isNaN(atA) && atA === atB
  }
  return JSON.stringify(a) === JSON.stringify(b)
}

/** Values a form sends for a field that is still empty. */
const isUntouched = (value: unknown, field: FlattenedField): boolean =>
  isEmpty(value) || ('defaultValue' in field && value === field.defaultValue)

/** The path of the first field that the system keeps and the data would change. */
const changedIn = (
  data: Doc,
  stored: Doc | undefined,
  { fields, path = '' }: { fields: readonly FlattenedField[]; path?: string },
): string | undefined => {
  for (const field of fields) {
    const value = data[field.name]
    if (value === undefined) continue
    const before = stored?.[field.name]
    if (field.type === 'group' && isRecord(value)) {
      const inner = changedIn(value, isRecord(before) ? before : undefined, {
        fields: field.flattenedFields,
        path: `${path}${field.name}.`,
      })
      if (inner !== undefined) return inner
    } else if ((field.custom as { isSystemField?: boolean } | undefined)?.isSystemField === true) {
      const isAccepted = stored === undefined ? isUntouched(value, field) : isSame(value, before)
      if (!isAccepted) return `${path}${field.name}`
    }
  }
  return undefined
}

/**
 * What the system keeps is not written from outside: a body that differs is refused, one that repeats
 * it (a form does) is not. Our own hooks and operations write with `overrideAccess: true`.
 * @rule PAT-6 API-3
 */
export const preventSystemFieldWrites: CollectionBeforeOperationHook = async ({
  args,
  collection,
  operation,
  overrideAccess,
  req,
}) => {
  if (overrideAccess === true || (operation !== 'create' && operation !== 'update')) return args
  const { data, id } = args as { data?: unknown; id?: unknown }
  if (!isRecord(data)) return args
  const suspect = changedIn(data, undefined, { fields: collection.flattenedFields })
  if (suspect === undefined) return args
  const stored =
    operation === 'update' && isUuid(id)
      ? await req.payload.db.findOne<Doc & { id: string }>({
          collection: collection.slug,
          req,
          where: { id: { equals: id } },
        })
      : undefined
  // An unknown document is said by access, not here.
  if (stored === null) return args
  const field = changedIn(data, stored, { fields: collection.flattenedFields })
  if (field !== undefined) throw readOnlyField({ field })
  return args
}
