import type { CollectionBeforeDeleteHook } from 'payload'
import { inUse } from '../../domain/errors.ts'

/** Where delete means deactivate: the row has history, or may have. (house rule 1) */
export const preventDeletion: CollectionBeforeDeleteHook = () => {
  throw inUse({ deactivate: true })
}
