import type { CollectionBeforeOperationHook } from 'payload'
import { badRequest, depthTooLarge, pageSizeTooLarge } from '../../domain/errors.ts'

const MAX_LIMIT = 100
const MAX_DEPTH = 2
const PAGES = new Set<string>(['findVersions', 'read', 'readDistinct'])

interface ReadArgs {
  readonly depth?: number
  readonly disableErrors?: boolean
  readonly limit?: number
  readonly page?: number
  readonly pagination?: boolean
  readonly where?: { readonly id?: { readonly in?: unknown } } | undefined
}

/** Payload's lists name the rows they want titles for: so many ids bound the page by themselves. */
const isBoundByIds = ({ where }: ReadArgs): boolean => {
  const ids = where?.id?.in
  const count =
    typeof ids === 'string' ? ids.split(',').length : Array.isArray(ids) ? ids.length : 0
  return count > 0 && count <= MAX_LIMIT
}

const isCount = (value: unknown): boolean =>
  value === undefined || value === null || Number.isInteger(value)

/**
 * A page from outside holds 1 to 100 rows. An answer follows relations at most twice, that of a write
 * too: Payload would wait for ever for what it wrote itself.
 * @rule API-1
 */
export const preventLargePages: CollectionBeforeOperationHook = ({
  args,
  operation,
  overrideAccess,
  req,
}) => {
  const read = args as ReadArgs
  const { depth, disableErrors, limit, page } = read
  // Look-ups that Payload itself makes for a request, such as of relations, are not pages.
  const isInner = req.payloadAPI === 'local' || overrideAccess === true || disableErrors === true
  if (isInner) return args
  if (depth !== undefined && !(depth >= 0 && depth <= MAX_DEPTH)) {
    throw depthTooLarge({ depth, max: MAX_DEPTH })
  }
  if (!PAGES.has(operation)) return args
  // Payload would answer the first page, or ten rows, to whoever asks for no number at all.
  if (!isCount(page) || !isCount(limit) || (page ?? 0) < 0) throw badRequest({})
  if (limit !== undefined && (limit < 1 || limit > MAX_LIMIT) && !isBoundByIds(read)) {
    throw pageSizeTooLarge({ limit, max: MAX_LIMIT })
  }
  // Without pages Payload would answer everything.
  const isEndless = read.pagination === false && limit === undefined && !isBoundByIds(read)
  return isEndless ? ({ ...read, limit: MAX_LIMIT } as typeof args) : args
}
