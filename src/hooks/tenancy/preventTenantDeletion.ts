import type { CollectionBeforeDeleteHook } from 'payload'
import { inUse } from '../../domain/errors.ts'

/** A clinic is suspended, then exported, then waits; it never just goes. @rule TEN-17 */
export const preventTenantDeletion: CollectionBeforeDeleteHook = () => {
  throw inUse({ deactivate: true })
}
