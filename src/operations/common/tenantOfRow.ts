import type { PayloadRequest } from 'payload'
import { query } from '../../db/query.ts'
import { isUuid } from '../../domain/ids.ts'
import type { TenantSlug } from '../../slugs.ts'

/** The tenant of a row in sight of the request's connection; undefined for unknown and foreign ones. */
export const tenantOfRow = async (
  req: PayloadRequest,
  collection: TenantSlug,
  id: string | undefined,
): Promise<string | undefined> => {
  if (!isUuid(id)) return undefined
  const [row] = await query<{ tenant_id: string }>(
    req,
    `select tenant_id from "${collection.replaceAll('-', '_')}" where id = $1`,
    [id],
  )
  return row?.tenant_id
}
