import type { CollectionAfterDeleteHook } from 'payload'
import { recordDocument } from '../../operations/operation/recordDocument.ts'

/** Every deleted document is a line of the log, with what it held. @rule AUD-1 */
export const recordDeletion: CollectionAfterDeleteHook = async ({ collection, doc, req }) => {
  await recordDocument(req, {
    action: 'delete',
    before: doc as Readonly<Record<string, unknown>>,
    collection,
  })
}
