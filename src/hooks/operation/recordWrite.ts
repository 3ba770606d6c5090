import type { CollectionAfterChangeHook, PayloadRequest } from 'payload'
import { userIdOf } from '../../access/rights.ts'
import { recordDocument } from '../../operations/operation/recordDocument.ts'

type Doc = Readonly<Record<string, unknown>>

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
  await recordDocument(req, {
    action: operation,
    after: doc as Doc,
    ...(operation === 'update' && { before: previousDoc as Doc }),
    collection,
    data: data as Doc,
  })
  return doc as unknown
}
