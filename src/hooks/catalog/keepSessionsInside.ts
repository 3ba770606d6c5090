import type {
  CollectionBeforeChangeHook,
  CollectionBeforeDeleteHook,
  PayloadRequest,
} from 'payload'
import { sessionsOutside } from '../../domain/catalog/errors.ts'
import { idOf } from '../../domain/ids.ts'
import { findSessionsOutside } from '../../operations/catalog/findSessionsOutside.ts'
import type { Availability } from '../../payload-types.ts'
import { slugs } from '../../slugs.ts'

const refuseOutside = async (
  req: PayloadRequest,
  before: Availability,
  after: Partial<Availability> | undefined,
): Promise<void> => {
  const sessions = await findSessionsOutside(req, {
    after,
    before,
    tenant: idOf(before.tenant) ?? '',
    therapist: idOf(before.therapist) ?? '',
  })
  if (sessions.length > 0) throw sessionsOutside({ sessions })
}

/** Narrowing a window cancels nothing: sessions now outside are listed and must be accepted. @rule AVL-7 */
export const keepSessionsInside: CollectionBeforeChangeHook<Availability> = async ({
  data,
  operation,
  originalDoc,
  req,
}) => {
  const before = originalDoc
  if (operation === 'update' && before?.active === true && data.acceptOutside !== true) {
    await refuseOutside(req, before, { ...before, ...data })
  }
  return data
}

/** As above for a window that goes: switch it off with `acceptOutside` instead. */
export const keepSessionsInsideOnDelete: CollectionBeforeDeleteHook = async ({ id, req }) => {
  const before = await req.payload.db.findOne<Availability>({
    collection: slugs.availability,
    req,
    where: { id: { equals: id } },
  })
  if (before?.active === true) await refuseOutside(req, before, undefined)
}
