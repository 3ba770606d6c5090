import type { FieldHook, PayloadRequest } from 'payload'
import { earlyIdOf } from '../db/earlyIds.ts'
import { isDoc } from '../domain/documents.ts'
import { validationError } from '../domain/errors.ts'
import { idOf, isUuid } from '../domain/ids.ts'
import type { Place } from '../operations/operation/envelope.ts'
import { nowMs } from '../operations/common/services.ts'
import { isSealedFor, openText, sealText } from '../operations/operation/protectedTexts.ts'

/** Characters. */
const MOST_PROTECTED = 20_000

type Hook = Parameters<FieldHook>[0]

const nameOf = ({ field }: Hook): string => ('name' in field ? (field.name ?? '') : '')

const placeOf = (
  hook: Hook,
  { document, tenant }: { document: unknown; tenant: unknown },
): Place => {
  const [owner, id] = [idOf(tenant), idOf(document)]
  if (owner === undefined || id === undefined) {
    throw new Error('a protected text belongs to a document of a tenant')
  }
  return { collection: hook.collection?.slug ?? '', document: id, field: nameOf(hook), owner }
}

/**
 * Encrypts a protected text before it is written. What is stored already stays letter for letter: an
 * update writes the whole row, and whoever may not read the text keeps it so. Empty is null.
 * @rule SEC-8
 */
export const sealProtectedText: FieldHook = async (hook) => {
  const { operation, req, siblingDocWithLocales } = hook
  const value = hook.value as unknown
  const data = hook.data as object | undefined
  const originalDoc = hook.originalDoc as object | undefined
  if (typeof value !== 'string' || value === '') return null
  if (value === siblingDocWithLocales?.[nameOf(hook)]) return value
  const isNew = operation === 'create'
  const doc = { ...originalDoc, ...data } as { tenant?: unknown }
  const place = placeOf(hook, {
    document: isNew ? earlyIdOf(data ?? {}, nowMs(req)) : originalDoc,
    tenant: doc.tenant,
  })
  // Of an earlier version of this very document.
  if (!isNew && (await isSealedFor(req, place, value))) return value
  if (value.length > MOST_PROTECTED) {
    throw validationError({ faults: [{ code: 'too-long', field: place.field }] })
  }
  return sealText(req, place, value)
}

interface Stored {
  readonly id?: unknown
  readonly parent?: unknown
  readonly tenant?: unknown
  readonly version?: unknown
}

const tenantOf = async (
  req: PayloadRequest,
  collection: string,
  { id, tenant }: { id: string; tenant: unknown },
): Promise<unknown> => {
  if (tenant !== undefined && tenant !== null) return tenant
  // Not selected.
  const row = await req.payload.db.findOne<{ id: string; tenant?: unknown }>({
    collection: collection as 'patients',
    req,
    select: { tenant: true },
    where: { id: { equals: id } },
  })
  return row?.tenant
}

/**
 * Decrypts a protected text for whoever may read it. Work without a reader gets what is stored, and so
 * does Payload itself when it reads a document in order to write it.
 * @rule SEC-8 PAT-11
 */
export const openProtectedText: FieldHook = async (hook) => {
  const { collection, field, overrideAccess, req, siblingData } = hook
  const data = hook.data as object | undefined
  const value = hook.value as unknown
  if (typeof value !== 'string' || value === '' || overrideAccess === true) return value
  const stored = (data ?? {}) as Stored
  const { id } = stored
  if (!isUuid(id)) return null
  const read = 'access' in field ? field.access?.read : undefined
  const doc = isDoc(data) ? data : {}
  const canRead = await read?.({ data: doc, doc, id, req, siblingData })
  if (canRead !== true) return null
  const tenant = await tenantOf(req, collection?.slug ?? '', { id, tenant: stored.tenant })
  return openText(req, placeOf(hook, { document: id, tenant }), value)
}

/** Tells that there is a text, in the same write. */
export const markProtectedText =
  (of: string): FieldHook =>
  ({ siblingData }) => {
    const text = (siblingData as Record<string, unknown>)[of]
    return typeof text === 'string' && text !== ''
  }

/** A copy of a document has no protected texts: they open nowhere else. */
export const leaveProtectedText: FieldHook = () => null
