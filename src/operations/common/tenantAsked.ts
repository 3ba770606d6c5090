import type { PayloadRequest } from 'payload'
import { rightsOf } from '../../access/rights.ts'
import { tenantForWrite } from '../../access/tenantForWrite.ts'
import { tenantMismatch } from '../../domain/tenancy/errors.ts'

/** The tenant that a question is about: the one named, else the only one. Refuses `tenant-mismatch`. */
export const tenantAsked = (req: PayloadRequest, named: string | undefined): string => {
  const tenant = tenantForWrite(req, named)
  if (tenant !== undefined) return tenant
  throw tenantMismatch({
    tenants: rightsOf(req)?.memberships.map((membership) => membership.tenant) ?? [],
  })
}
