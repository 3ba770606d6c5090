import type { CollectionBeforeChangeHook } from 'payload'
import { isPlatformAdmin, userIdOf } from '../../access/rights.ts'
import { notFound } from '../../domain/errors.ts'
import { idOf } from '../../domain/ids.ts'
import { isOwnBusiness, tiesOf } from '../../operations/people/isOwnBusiness.ts'
import type { Membership } from '../../payload-types.ts'

/**
 * A clinic takes in by hand only people of its own admin; whoever works elsewhere is invited and says yes
 * themselves. To everybody else they are unknown.
 * @rule USR-5 USR-6 TEN-4
 */
export const ensureMemberIsFree: CollectionBeforeChangeHook<Membership> = async ({
  data,
  operation,
  req,
}) => {
  if (operation !== 'create' || userIdOf(req) === undefined || isPlatformAdmin(req)) return data
  const ties = await tiesOf(req, idOf(data.user))
  if (!isOwnBusiness(req, ties)) throw notFound({ field: 'user' })
  return data
}
