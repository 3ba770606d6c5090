import type { CollectionBeforeChangeHook } from 'payload'
import { query, queueFor } from '../../db/query.ts'
import { idOf } from '../../domain/ids.ts'
import { lastAdmin } from '../../domain/people/errors.ts'
import type { Membership } from '../../payload-types.ts'

const isActingAdmin = (membership: Partial<Membership> | undefined): boolean =>
  membership?.active !== false && (membership?.roles ?? []).includes('admin')

/**
 * A tenant keeps an active admin. Judged under a lock, so that two admins who remove each other at the
 * same moment do not both succeed.
 * @rule USR-5
 */
export const keepLastAdmin: CollectionBeforeChangeHook<Membership> = async ({
  data,
  operation,
  originalDoc,
  req,
}) => {
  const before = originalDoc
  const isLeaving =
    operation === 'update' && isActingAdmin(before) && !isActingAdmin({ ...before, ...data })
  if (!isLeaving) return data
  const tenant = idOf(before?.tenant) ?? ''
  await queueFor(req, [`${tenant}:admins`])
  const others = await query(
    req,
    `select 1 from memberships m
       join memberships_roles r on r.parent_id = m.id and r.value = 'admin'
      where m.tenant_id = $1 and m.id <> $2 and m.active limit 1`,
    [tenant, before?.id],
  )
  if (others.length === 0) throw lastAdmin({})
  return data
}
