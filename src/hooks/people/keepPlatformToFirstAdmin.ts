import type { CollectionBeforeChangeHook } from 'payload'
import { isPlatformAdmin, membershipIn } from '../../access/rights.ts'
import { asSystem } from '../../db/scope.ts'
import { forbidden } from '../../domain/errors.ts'
import { idOf } from '../../domain/ids.ts'
import { hasAdmin, queueForAdmins } from '../../operations/people/ensureAdminRemains.ts'
import type { Membership } from '../../payload-types.ts'

/** The platform appoints the first admin of a clinic; everybody else is the clinic's own choice. @rule USR-5 */
export const keepPlatformToFirstAdmin: CollectionBeforeChangeHook<Membership> = async ({
  data,
  operation,
  req,
}) => {
  const tenant = idOf(data.tenant) ?? ''
  const isFromOutside = isPlatformAdmin(req) && membershipIn(req, tenant) === undefined
  if (operation !== 'create' || !isFromOutside) return data
  const isOnlyAdmin = data.roles?.length === 1 && data.roles[0] === 'admin'
  const isFirst =
    isOnlyAdmin &&
    (await asSystem('resolve-rights', async () => {
      await queueForAdmins(req, [tenant])
      return !(await hasAdmin(req, tenant))
    }))
  if (!isFirst) throw forbidden({ action: 'memberships.create' })
  return data
}
