import type { PayloadRequest } from 'payload'
import { isUuid, idOf } from '../../domain/ids.ts'
import { notFound } from '../../domain/errors.ts'
import type { Config } from '../../payload-types.ts'
import type { TenantSlug } from '../../slugs.ts'

export interface Visible<Doc> {
  readonly doc: Doc
  /** Reads the document again, as the caller sees it. */
  readonly read: () => Promise<Doc>
  readonly tenant: string
}

/**
 * A document as the caller may see it; unknown, foreign and invisible ones are `not-found` alike.
 * @rule TEN-4
 */
export const findVisible = async <S extends TenantSlug>(
  req: PayloadRequest,
  collection: S,
  { field, id }: { field?: string; id: string },
): Promise<Visible<Config['collections'][S]>> => {
  const read = async (): Promise<Config['collections'][S]> => {
    const doc = isUuid(id)
      ? await req.payload.findByID({
          id,
          collection,
          depth: 0,
          disableErrors: true,
          overrideAccess: false,
          req,
        })
      : null
    if (doc === null) throw notFound({ field })
    return doc
  }
  const doc = await read()
  return { doc, read, tenant: idOf((doc as { tenant: unknown }).tenant) ?? '' }
}
