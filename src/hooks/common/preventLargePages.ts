import type { CollectionBeforeOperationHook } from 'payload'
import { depthTooLarge, pageSizeTooLarge } from '../../domain/errors.ts'

const MAX_LIMIT = 100
const MAX_DEPTH = 2

interface ReadArgs {
  readonly depth?: number
  readonly disableErrors?: boolean
  readonly limit?: number
}

/** A page from outside holds 1 to 100 rows and follows relations at most twice. @rule API-1 */
export const preventLargePages: CollectionBeforeOperationHook = ({
  args,
  operation,
  overrideAccess,
  req,
}) => {
  const { depth, disableErrors, limit } = args as ReadArgs
  // Look-ups that Payload itself makes for a request, such as of relations, are not pages.
  const isInner = req.payloadAPI === 'local' || overrideAccess === true || disableErrors === true
  if (operation !== 'read' || isInner) return args
  if (limit !== undefined && (limit < 1 || limit > MAX_LIMIT)) {
    throw pageSizeTooLarge({ limit, max: MAX_LIMIT })
  }
  if (depth !== undefined && depth > MAX_DEPTH) throw depthTooLarge({ depth, max: MAX_DEPTH })
  return args
}
