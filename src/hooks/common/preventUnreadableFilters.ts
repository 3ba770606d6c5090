import type { CollectionBeforeOperationHook } from 'payload'
import { isDoc } from '../../domain/documents.ts'
import { badRequest } from '../../domain/errors.ts'

/** Payload knows them, PostgreSQL does not: `all` anywhere, the others but for points on a map. */
const FOR_POINTS = ['intersects', 'near', 'within']
const UNKNOWN = 'all'

const operatorsIn = (where: unknown): string[] => {
  if (!isDoc(where)) return []
  return Object.values(where).flatMap((constraint) => {
    if (Array.isArray(constraint)) return constraint.flatMap(operatorsIn)
    if (!isDoc(constraint)) return []
    return [...Object.keys(constraint), ...operatorsIn(constraint.contains)]
  })
}

/** A filter that the database cannot compare by is the caller's mistake, not a fault of ours. @rule API-3 */
export const preventUnreadableFilters: CollectionBeforeOperationHook = ({ args, collection }) => {
  const { where } = args as { where?: unknown }
  if (where === undefined || where === null) return args
  if (!isDoc(where)) throw badRequest({})
  const hasPoints = collection.flattenedFields.some(({ type }) => type === 'point')
  const unreadable = hasPoints ? [UNKNOWN] : [UNKNOWN, ...FOR_POINTS]
  if (operatorsIn(where).some((operator) => unreadable.includes(operator))) throw badRequest({})
  return args
}
