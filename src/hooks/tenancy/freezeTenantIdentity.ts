import type { CollectionBeforeChangeHook } from 'payload'
import { query } from '../../db/query.ts'
import { asSystem } from '../../db/scope.ts'
import { readOnlyField } from '../../domain/errors.ts'
import { forgetTenantContext } from '../../operations/common/tenantContext.ts'
import type { Tenant } from '../../payload-types.ts'

/** The slug never changes, the currency not once the ledger has an entry. @rule TEN-8 */
export const freezeTenantIdentity: CollectionBeforeChangeHook<Tenant> = async ({
  data,
  operation,
  originalDoc,
  req,
}) => {
  if (operation !== 'update' || originalDoc === undefined) return data
  forgetTenantContext(req)
  const next = { ...originalDoc, ...data }
  if (next.slug !== originalDoc.slug) throw readOnlyField({ field: 'slug' })
  if (next.preset !== originalDoc.preset) throw readOnlyField({ field: 'preset' })
  if (next.currency === originalDoc.currency) return data
  // The platform changes the tenant, whose money it never sees.
  await asSystem('change-currency', () =>
    query(req, 'select fin.set_currency($1, $2)', [originalDoc.id, next.currency]),
  )
  return data
}
