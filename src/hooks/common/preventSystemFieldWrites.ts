import type {
  CollectionBeforeOperationHook,
  FlattenedField,
  SanitizedCollectionConfig,
} from 'payload'
import { type Doc, type FieldValue, isDoc, valuesIn } from '../../domain/documents.ts'
import { readOnlyField } from '../../domain/errors.ts'
import { idOf, isUuid } from '../../domain/ids.ts'

const isEmpty = (value: unknown): boolean =>
  value === undefined ||
  value === null ||
  value === '' ||
  (Array.isArray(value) && value.length === 0)

const INSTANT = /^\d{4}-\d{2}-\d{2}T/

/** Equal for people: empty is empty, an instant is an instant, a relation is its id. */
const isSame = (a: unknown, b: unknown): boolean => {
  if (isEmpty(a) || isEmpty(b)) return isEmpty(a) === isEmpty(b)
  const [idA, idB] = [isDoc(a) ? idOf(a) : undefined, isDoc(b) ? idOf(b) : undefined]
  if (idA !== undefined || idB !== undefined) return (idA ?? a) === (idB ?? b)
  if (typeof a === 'string' && typeof b === 'string' && a !== b) {
    // Date.parse alone takes `PT-4` and `PT-000004` for one day.
    const [atA, atB] = INSTANT.test(a) && INSTANT.test(b) ? [Date.parse(a), Date.parse(b)] : [NaN]
    return !Number.isNaN(atA) && atA === atB
  }
  return JSON.stringify(a) === JSON.stringify(b)
}

type Value = FieldValue<FlattenedField>

/** Values a form sends for a field that is still empty. */
const isUntouched = ({ field, value }: Value): boolean =>
  isEmpty(value) || (field !== undefined && 'defaultValue' in field && value === field.defaultValue)

/** Kept by Payload in its rows; `updatedAt` of an update says which state its writer read. */
const isOfPayload = (path: string, { auth }: SanitizedCollectionConfig, isNew: boolean): boolean =>
  path === 'id' ||
  path === 'createdAt' ||
  (path === 'updatedAt' && isNew) ||
  (path === 'sessions' && Boolean(auth))

/** Never shown to anybody, so that nobody sends it back: hashes, tokens, locks. */
const isSecret = ({ field }: Value): boolean =>
  field !== undefined && 'hidden' in field && field.hidden === true

const isOfSystem = ({ field }: Value): boolean =>
  (field?.custom as { isSystemField?: boolean } | undefined)?.isSystemField === true

const valueAt = (doc: Doc, path: string): unknown =>
  path.split('.').reduce<unknown>((value, key) => (isDoc(value) ? value[key] : undefined), doc)

/** The path of the first field that the system keeps and the data would change. */
const changedIn = (
  data: Doc,
  stored: Doc | undefined,
  { collection, isNew }: { collection: SanitizedCollectionConfig; isNew: boolean },
): string | undefined =>
  valuesIn(data, collection.flattenedFields).find((one) => {
    if (isSecret(one)) return true
    const isKept = isOfPayload(one.path, collection, isNew)
    if (!isKept && !isOfSystem(one)) return false
    if (stored !== undefined) return !isSame(one.value, valueAt(stored, one.path))
    return (isKept && !isNew) || !isUntouched(one)
  })?.path

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
  if (!isDoc(data)) return args
  const of = { collection, isNew: operation === 'create' }
  const suspect = changedIn(data, undefined, of)
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
  const field = changedIn(data, stored, of)
  if (field !== undefined) throw readOnlyField({ field })
  return args
}
