import type { PayloadRequest, Where } from 'payload'
import { scopeOf } from './rights.ts'

/** For whom a filter was made. */
const readers = new WeakMap<object, readonly string[]>()

/** True of every row; unlike `true` it can be noted for whom it was made. */
const everything = (): Where => ({ id: { exists: true } })

/**
 * Notes for whom a filter was made: Payload's `findByID` hands the database no request, only this
 * filter, and the connection must see the tenants of the reader all the same.
 */
export const forReader = <Filter extends Where | boolean>(
  req: Pick<Partial<PayloadRequest>, 'user'>,
  filter: Filter,
): Filter | Where => {
  const scope = scopeOf(req)
  const noted: Filter | Where = filter === true && scope.length > 0 ? everything() : filter
  if (typeof noted === 'object') readers.set(noted, scope)
  return noted
}

/** The tenants that one call of the database adapter may see. */
export const tenantsOfCall = (
  req: Partial<PayloadRequest> | undefined,
  where?: Where,
): readonly string[] => {
  if (req?.user !== undefined) return scopeOf(req)
  const filters = Array.isArray(where?.and) ? where.and : []
  return filters.map((filter) => readers.get(filter)).find((known) => known !== undefined) ?? []
}
