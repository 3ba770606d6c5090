import type { CollectionBeforeOperationHook, PayloadRequest } from 'payload'
import { query } from '../../db/query.ts'
import { staleDocument } from '../../domain/errors.ts'
import { isUuid } from '../../domain/ids.ts'
import { readChangesSince } from '../../operations/operation/readChangesSince.ts'

/** The state that the writer read: `If-Match: "<updatedAt>"`, or `updatedAt` among the data. */
const readStateMs = (req: PayloadRequest, data: unknown): number => {
  const header = req.headers.get('if-match')?.replace(/^(?:W\/)?"?|"?$/g, '')
  return Date.parse(header ?? String((data as { updatedAt?: unknown } | undefined)?.updatedAt))
}

/**
 * A write that names the state it read is refused when somebody was faster, and told who changed what.
 * Runs under the row's lock.
 * @rule SES-25
 */
export const preventStaleWrites: CollectionBeforeOperationHook = async ({
  args,
  collection,
  operation,
  req,
}) => {
  const { data, id } = args as { data?: unknown; id?: unknown }
  const statedMs = readStateMs(req, data)
  const isStated = operation === 'update' && isUuid(id) && !Number.isNaN(statedMs)
  if (!isStated) return args
  const [row] = await query<{ updated_at: Date }>(
    req,
    `select updated_at from "${collection.slug.replaceAll('-', '_')}" where id = $1`,
    [id],
  )
  if (row !== undefined && row.updated_at.getTime() !== statedMs) {
    const changes = await readChangesSince(req, {
      document: id,
      resource: collection.slug,
      sinceMs: statedMs,
    })
    throw staleDocument({ ...changes, updatedAt: row.updated_at.toISOString() })
  }
  return args
}
