import type { CollectionBeforeOperationHook } from 'payload'
import { depthTooLarge, pageSizeTooLarge } from '../../domain/errors.ts'

const MAX_LIMIT = 100
const MAX_DEPTH = 2

/** A page from outside holds 1 to 100 rows and follows relations at most twice. @rule API-1 */
export const preventLargePages: CollectionBeforeOperationHook = ({ args, operation, req }) => {
  if (operation !== 'read' || req.payloadAPI === 'local') return args
  const { depth, limit } = args as { depth?: number; limit?: number }
  if (limit !== undefined && (limit < 1 || limit > MAX_LIMIT)) {
    throw pageSizeTooLarge({ limit, max: MAX_LIMIT })
  }
  if (depth !== undefined && depth > MAX_DEPTH) throw depthTooLarge({ depth, max: MAX_DEPTH })
  return args
}
