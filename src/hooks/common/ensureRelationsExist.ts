import type { CollectionBeforeValidateHook, FlattenedField, PayloadRequest } from 'payload'
import { query } from '../../db/query.ts'
import { notFound } from '../../domain/errors.ts'
import { idOf, isUuid } from '../../domain/ids.ts'
import { slugs, tenantSlugs } from '../../slugs.ts'

interface Reference {
  readonly field: string
  readonly id: string
  readonly to: string
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const referencesIn = (
  data: Record<string, unknown>,
  fields: readonly FlattenedField[],
  path = '',
): Reference[] =>
  fields.flatMap((field): Reference[] => {
    const value = data[field.name]
    const at = `${path}${field.name}`
    if (value === undefined || value === null) return []
    if (field.type === 'group' && isRecord(value)) {
      return referencesIn(value, field.flattenedFields, `${at}.`)
    }
    if (field.type === 'array' && Array.isArray(value)) {
      return value.flatMap((row: unknown, index) =>
        isRecord(row) ? referencesIn(row, field.flattenedFields, `${at}.${index}.`) : [],
      )
    }
    if (field.type !== 'relationship' || typeof field.relationTo !== 'string') return []
    const to = field.relationTo
    const values: unknown[] = Array.isArray(value) ? value : [value]
    return values.map((one) => ({ field: at, id: idOf(one) ?? String(one), to }))
  })

/** Rows of one table that belong to the tenant; people belong to it by a membership. */
const existing = async (
  req: PayloadRequest,
  of: { from: string; ids: readonly string[]; tenant: string; to: string },
): Promise<Set<string>> => {
  // A membership is how a person comes to belong to a tenant.
  const isJoining = of.from === slugs.memberships && of.to === slugs.users
  const sql = isJoining
    ? 'select id from users where id = any ($1) and $2::uuid is not null'
    : of.to === slugs.users
      ? 'select user_id as id from memberships where tenant_id = $2 and user_id = any ($1)'
      : `select id from "${of.to.replaceAll('-', '_')}" where tenant_id = $2 and id = any ($1)`
  const rows = await query<{ id: string }>(req, sql, [of.ids, of.tenant])
  return new Set(rows.map(({ id }) => id))
}

/**
 * Every row that a document names exists in its own tenant. Unknown, foreign and malformed ids answer
 * alike, with the field that held them; the composite keys of the tenancy guard keep the same promise.
 * @rule TEN-3 TEN-4
 */
export const ensureRelationsExist: CollectionBeforeValidateHook = async ({
  collection,
  data,
  originalDoc,
  req,
}) => {
  const next = data as Record<string, unknown> | undefined
  const tenant =
    idOf(next?.tenant) ?? idOf((originalDoc as { tenant?: unknown } | undefined)?.tenant)
  if (next === undefined || tenant === undefined) return data
  const before = new Set(
    originalDoc === undefined
      ? []
      : referencesIn(originalDoc as Record<string, unknown>, collection.flattenedFields).map(
          ({ id, to }) => `${to}:${id}`,
        ),
  )
  const references = referencesIn(next, collection.flattenedFields).filter(
    ({ id, to }) =>
      (to === slugs.users || (tenantSlugs as readonly string[]).includes(to)) &&
      // What stood there before was judged then; a colleague may have left since.
      !before.has(`${to}:${id}`),
  )
  const malformed = references.find(({ id }) => !isUuid(id))
  if (malformed !== undefined) throw notFound({ field: malformed.field })
  for (const to of new Set(references.map((reference) => reference.to))) {
    const wanted = references.filter((reference) => reference.to === to)
    const ids = wanted.map(({ id }) => id)
    const found = await existing(req, { from: collection.slug, ids, tenant, to })
    const missing = wanted.find(({ id }) => !found.has(id))
    if (missing !== undefined) throw notFound({ field: missing.field })
  }
  return data
}
