import type { CollectionBeforeDeleteHook } from 'payload'
import { inUse } from '../../domain/errors.ts'

/** What was booked is cancelled, never deleted; the history would lie else. @rule SES-11 */
export const preventSessionDeletion: CollectionBeforeDeleteHook = () => {
  throw inUse({ deactivate: false })
}
