import type {
  CollectionAfterChangeHook,
  CollectionAfterDeleteHook,
  PayloadRequest,
  SanitizedCollectionConfig,
} from 'payload'
import { isPlatformAdmin, userIdOf } from '../../access/rights.ts'
import { idOf } from '../../domain/ids.ts'
import { changedFields } from '../../operations/operation/changedFields.ts'
import { onlyTenantOf } from '../../operations/operation/patientsOf.ts'
import { recordEvent } from '../../operations/operation/recordEvent.ts'
import { noteOfOperation } from '../../operations/operation/recordOperation.ts'
import { slugs } from '../../slugs.ts'

type Doc = Readonly<Record<string, unknown>>

interface Write {
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

const record = async (req: PayloadRequest, of: Write): Promise<void> => {
  const { action, after, before, collection, data } = of
  const { slug } = collection
  const changes = changedFields(collection.fields, { after, before, data })
  const doc = { ...before, ...data, ...after }
  const patient = slug === slugs.patients ? idOf(doc.id) : idOf(doc.patient)
  const patients = patient === undefined ? [] : [patient]
  if (noteOfOperation({ changes, patients })) return
  await recordEvent(req, {
    action,
    changes,
    ...(idOf(doc.id) === undefined ? {} : { document: idOf(doc.id) as string }),
    patients,
    resource: slug,
    tenant: tenantOf(req, slug, doc),
  })
}

/** What the system writes on the way of somebody's operation is a part of that. */
const isConsequence = (req: PayloadRequest, overrideAccess: boolean | undefined): boolean =>
  overrideAccess === true && userIdOf(req) !== undefined

/** Every new and changed document is a line of the log, with what changed in it. @rule AUD-1 */
export const recordWrite: CollectionAfterChangeHook = async ({
  collection,
  data,
  doc,
  operation,
  overrideAccess,
  previousDoc,
  req,
}) => {
  if (isConsequence(req, overrideAccess)) return doc as unknown
  await record(req, {
    action: operation,
    after: doc as Doc,
    ...(operation === 'update' && { before: previousDoc as Doc }),
    collection,
    data: data as Doc,
  })
  return doc as unknown
}

/** Every deleted document is a line of the log, with what it held. @rule AUD-1 */
export const recordDeletion: CollectionAfterDeleteHook = async ({ collection, doc, req }) => {
  await record(req, { action: 'delete', before: doc as Doc, collection })
}
