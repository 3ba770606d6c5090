import type { PayloadRequest, SanitizedCollectionConfig } from 'payload'
import { isPlatformAdmin } from '../../access/rights.ts'
import { idOf } from '../../domain/ids.ts'
import { changedFields, NEW_PASSWORD, WITHHELD } from './changedFields.ts'
import { onlyTenantOf } from './patientsOf.ts'
import { recordEvent } from './recordEvent.ts'
import { noteOfOperation } from './recordOperation.ts'
import { slugs } from '../../slugs.ts'

type Doc = Readonly<Record<string, unknown>>

export interface DocumentWrite {
  readonly action: 'create' | 'delete' | 'update'
  readonly after?: Doc
  readonly before?: Doc
  readonly collection: SanitizedCollectionConfig
  readonly data?: Doc
}

/** What is done to people without a tenant of their own is told to the clinic that did it. */
const tenantOf = (req: PayloadRequest, slug: string, doc: Doc): null | string => {
  if (slug === slugs.tenants) return idOf(doc.id) ?? null
  return idOf(doc.tenant) ?? (isPlatformAdmin(req) ? null : (onlyTenantOf(req) ?? null))
}

/** One line for one document that was written, with what changed in it. @rule AUD-1 */
export const recordDocument = async (req: PayloadRequest, of: DocumentWrite): Promise<void> => {
  const { action, after, before, collection, data } = of
  const { slug } = collection
  const hasNewPassword = slug === slugs.users && req.context[NEW_PASSWORD] === true
  const changes = {
    ...changedFields(collection.fields, { after, before, data }),
    ...(hasNewPassword && {
      password: [before === undefined ? null : WITHHELD, WITHHELD] as const,
    }),
  }
  const doc = { ...before, ...data, ...after }
  const patient = slug === slugs.patients ? idOf(doc.id) : idOf(doc.patient)
  const patients = patient === undefined ? [] : [patient]
  if (noteOfOperation({ changes, patients })) return
  await recordEvent(req, {
    action,
    changes,
    ...(idOf(doc.id) === undefined ? {} : { document: idOf(doc.id) }),
    patients,
    resource: slug,
    tenant: tenantOf(req, slug, doc),
  })
}
