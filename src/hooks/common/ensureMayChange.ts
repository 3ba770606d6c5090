import {
  type CollectionBeforeOperationHook,
  Forbidden,
  type PayloadRequest,
  type SanitizedCollectionConfig,
} from 'payload'
import { notFound } from '../../domain/errors.ts'
import { isUuid } from '../../domain/ids.ts'

interface ChangeArgs {
  readonly data?: unknown
  readonly id?: string
  readonly overrideAccess?: boolean
}

/** The document that a version is of. Payload tells whoever asks that a version is there before it asks access. */
const parentOf = async (
  { slug, versions }: SanitizedCollectionConfig,
  id: string,
  req: PayloadRequest,
): Promise<string> => {
  if (!versions || !isUuid(id)) throw notFound({})
  const { docs } = await req.payload.db.findVersions<{ id: string }>({
    collection: slug,
    limit: 1,
    pagination: false,
    req,
    where: { id: { equals: id } },
  })
  const [version] = docs
  if (version === undefined) throw notFound({})
  return version.parent as string
}

const WRITES = ['create', 'delete', 'restoreVersion', 'update']

/**
 * Asks access before any other hook looks at the document: what a hook would say of a row, that it is
 * stale or that a balance differs, is told only to whoever may change that row. Foreign, unknown and
 * invisible rows answer alike.
 * @rule TEN-4 USR-4
 */
export const ensureMayChange: CollectionBeforeOperationHook = async ({
  args,
  collection,
  operation,
  req,
}) => {
  const { data, id, overrideAccess } = args as ChangeArgs
  if (!WRITES.includes(operation) || overrideAccess === true) return args
  if (!req.user) throw new Forbidden(req.t)
  if (operation === 'restoreVersion') {
    const parent = await parentOf(collection, id ?? '', req)
    if ((await collection.access.update({ id: parent, req })) === false) throw new Forbidden(req.t)
    return args
  }
  if (id === undefined || (operation !== 'delete' && operation !== 'update')) return args
  if ((await collection.access[operation]({ data, id, req })) === false) throw new Forbidden(req.t)
  return args
}
