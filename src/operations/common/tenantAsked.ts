import type { PayloadRequest } from 'payload'
import { breakGlassOf, rightsOf } from '../../access/rights.ts'
import { tenantForWrite } from '../../access/tenantForWrite.ts'
import { tenantMismatch } from '../../domain/tenancy/errors.ts'

/** The tenant that a question is about: the one named, else the only one. Refuses `tenant-mismatch`. */
export const tenantAsked = (req: PayloadRequest, named: string | undefined): string => {
  const tenant = tenantForWrite(req, named)
  if (tenant !== undefined) return tenant
  const looked = breakGlassOf(req).find((grant) => named === undefined || grant.tenant === named)
  if (looked !== undefined) return looked.tenant
  throw tenantMismatch({
    tenants: rightsOf(req)?.memberships.map((membership) => membership.tenant) ?? [],
  })
}
