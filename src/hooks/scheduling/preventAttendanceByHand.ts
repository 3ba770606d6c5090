import type { CollectionBeforeChangeHook } from 'payload'
import { conflict } from '../../domain/errors.ts'

/** An individual session brings its own attendance; guests come with group sessions. @rule SES-1 */
export const preventAttendanceByHand: CollectionBeforeChangeHook = ({ data, operation }) => {
  if (operation === 'create') throw conflict({ field: 'session' })
  return data
}
