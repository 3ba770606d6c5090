import type { PayloadRequest } from 'payload'
import { grantIn } from '../../access/permissions.ts'
import { userIdOf } from '../../access/rights.ts'
import { forbidden } from '../../domain/errors.ts'
import type { PriceSnapshot } from '../../domain/catalog/price.ts'
import { slugs } from '../../slugs.ts'
import { tenantOfVisible } from '../common/findVisible.ts'
import { priceFor } from '../scheduling/priceSession.ts'

/**
 * What a therapist and a type cost now, and why. Refuses `not-found`, `forbidden` (a therapist asks for
 * their own only).
 * @rule PRC-1 PRC-2 PRC-6
 */
export const resolvePriceFor = async (
  req: PayloadRequest,
  of: { therapist: string; therapyType: string },
): Promise<PriceSnapshot> => {
  const tenant = await tenantOfVisible(req, slugs.therapyTypes, {
    field: 'therapyType',
    id: of.therapyType,
  })
  const grant = grantIn(req, 'pricing.read', tenant)
  const isOwn = userIdOf(req) === of.therapist
  if (grant === undefined || (grant.reach !== 'all' && !isOwn)) {
    throw forbidden({ action: 'pricing.read' })
  }
  const { price } = await priceFor(req, { ...of, tenant })
  return price
}
