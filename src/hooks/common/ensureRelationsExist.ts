import type { CollectionBeforeValidateHook, FlattenedField, PayloadRequest } from 'payload'
import { query } from '../../db/query.ts'
import { type Doc, valuesIn } from '../../domain/documents.ts'
import { notFound } from '../../domain/errors.ts'
import { idOf, isUuid } from '../../domain/ids.ts'
import { slugs, tenantSlugs } from '../../slugs.ts'

interface Reference {
  readonly field: string
  readonly id: string
  readonly to: string
}

const referencesIn = (doc: Doc, fields: readonly FlattenedField[]): Reference[] =>
  valuesIn(doc, fields).flatMap(({ field, path, value }) => {
    if (value === null || field?.type !== 'relationship') return []
    const { relationTo: to } = field
    if (typeof to !== 'string') return []
    const values: unknown[] = Array.isArray(value) ? value : [value]
    return values.map((one) => ({ field: path, id: idOf(one) ?? String(one), to }))
  })

/** The rows of one table, named by parameter `at`, that belong to the tenant. */
const existingIn = (from: string, to: string, at: number): string => {
  if (to !== slugs.users) {
    return `select id from "${to.replaceAll('-', '_')}" where tenant_id = $1 and id = any ($${at}::uuid[])`
  }
  // People belong to a tenant by a membership, which is how they come to belong to it.
  return from === slugs.memberships
    ? `select id from users where $1::uuid is not null and id = any ($${at}::uuid[])`
    : `select user_id as id from memberships where tenant_id = $1 and user_id = any ($${at}::uuid[])`
}

const firstMissing = async (
  req: PayloadRequest,
  references: readonly Reference[],
  { from, tenant }: { from: string; tenant: string },
): Promise<Reference | undefined> => {
  const tables = [...new Set(references.map(({ to }) => to))]
  if (tables.length === 0) return undefined
  const rows = await query<{ id: string; to: string }>(
    req,
    tables
      .map((to, index) => `select '${to}' as to, id from (${existingIn(from, to, index + 2)}) t`)
      .join(' union all '),
    [
      tenant,
      ...tables.map((table) => references.filter(({ to }) => to === table).map(({ id }) => id)),
    ],
  )
  const found = new Set(rows.map(({ id, to }) => `${to}:${id}`))
  return references.find(({ id, to }) => !found.has(`${to}:${id}`))
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
  const next = data as Doc | undefined
  const tenant =
    idOf(next?.tenant) ?? idOf((originalDoc as { tenant?: unknown } | undefined)?.tenant)
  if (next === undefined || tenant === undefined) return data
  const before = new Set(
    originalDoc === undefined
      ? []
      : referencesIn(originalDoc as Doc, collection.flattenedFields).map(
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
  const missing = await firstMissing(req, references, { from: collection.slug, tenant })
  if (missing !== undefined) throw notFound({ field: missing.field })
  return data
}
