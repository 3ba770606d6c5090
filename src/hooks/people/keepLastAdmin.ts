import type { CollectionBeforeChangeHook } from 'payload'
import { idOf } from '../../domain/ids.ts'
import { ensureAdminRemains } from '../../operations/people/ensureAdminRemains.ts'
import type { AccountState, Membership } from '../../payload-types.ts'

const isActingAdmin = (membership: Partial<Membership> | undefined): boolean =>
  membership?.active !== false && (membership?.roles ?? []).includes('admin')

/** A tenant keeps an active admin, whatever becomes of one membership. @rule USR-5 */
export const keepLastAdmin: CollectionBeforeChangeHook<Membership> = async ({
  data,
  operation,
  originalDoc,
  req,
}) => {
  const before = originalDoc
  const isLeaving =
    operation === 'update' && isActingAdmin(before) && !isActingAdmin({ ...before, ...data })
  if (isLeaving) {
    await ensureAdminRemains(req, {
      tenant: idOf(before?.tenant) ?? '',
      user: idOf(before?.user) ?? '',
    })
  }
  return data
}

/** And whatever becomes of one account. @rule USR-5 */
export const keepLastAdminAccount: CollectionBeforeChangeHook<AccountState> = async ({
  data,
  operation,
  originalDoc,
  req,
}) => {
  const isLeaving = operation === 'update' && data.active === false && originalDoc?.active !== false
  if (isLeaving) await ensureAdminRemains(req, { user: idOf(originalDoc?.user) ?? '' })
  return data
}
