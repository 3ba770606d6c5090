import type { PayloadRequest, SelectType } from 'payload'
import { readsWholeTenant } from '../../access/collectionAccess.ts'
import { isUuid, idOf } from '../../domain/ids.ts'
import { notFound } from '../../domain/errors.ts'
import type { Config } from '../../payload-types.ts'
import type { TenantSlug } from '../../slugs.ts'
import { tenantOfRow } from './tenantOfRow.ts'

export interface Visible<Doc> {
  readonly doc: Doc
  /** Reads the document again, as the caller sees it. */
  readonly read: () => Promise<Doc>
  readonly tenant: string
}

interface Of {
  readonly field?: string
  readonly id: string
}

const readVisible = async (
  req: PayloadRequest,
  collection: TenantSlug,
  { field, id, select }: { select?: SelectType } & Of,
): Promise<{ tenant?: unknown }> => {
  const doc = isUuid(id)
    ? await req.payload.findByID({
        id,
        collection,
        depth: 0,
        disableErrors: true,
        overrideAccess: false,
        req,
        ...(select === undefined ? {} : { select: select }),
      })
    : null
  if (doc === null) throw notFound({ field })
  return doc
}

/**
 * A document as the caller may see it; unknown, foreign and invisible ones are `not-found` alike.
 * @rule TEN-4
 */
export const findVisible = async <S extends TenantSlug>(
  req: PayloadRequest,
  collection: S,
  of: Of,
): Promise<Visible<Config['collections'][S]>> => {
  const read = () => readVisible(req, collection, of) as Promise<Config['collections'][S]>
  const doc = await read()
  return { doc, read, tenant: idOf((doc as { tenant: unknown }).tenant) ?? '' }
}

/** The tenant of a document that the caller may see; else `not-found`. Reads nothing more of it. */
export const tenantOfVisible = async (
  req: PayloadRequest,
  collection: TenantSlug,
  of: Of,
): Promise<string> => {
  const found = await tenantOfRow(req, collection, of.id)
  if (found !== undefined && readsWholeTenant(req, collection, found)) return found
  const { tenant } = await readVisible(req, collection, { ...of, select: { tenant: true } })
  return idOf(tenant) ?? ''
}
