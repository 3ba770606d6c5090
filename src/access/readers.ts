import type { PayloadRequest, Where } from 'payload'
import { tenantsOf } from './rights.ts'

/** For whom a filter was made. */
const readers = new WeakMap<object, readonly string[]>()

/**
 * Notes for whom a filter was made: Payload's `findByID` hands the database no request, only this
 * filter, and the connection must see the tenants of the reader all the same.
 */
export const forReader = <Filter extends Where | boolean>(
  req: Pick<Partial<PayloadRequest>, 'user'>,
  filter: Filter,
): Filter => {
  if (typeof filter === 'object') readers.set(filter, tenantsOf(req))
  return filter
}

/** The tenants that one call of the database adapter may see. */
export const tenantsOfCall = (
  req: Partial<PayloadRequest> | undefined,
  where?: Where,
): readonly string[] => {
  if (req?.user !== undefined) return tenantsOf(req)
  const filters = Array.isArray(where?.and) ? where.and : []
  return filters.map((filter) => readers.get(filter)).find((known) => known !== undefined) ?? []
}
