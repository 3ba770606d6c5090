import { type Endpoint, parseParams, type PayloadHandler } from 'payload'
import { type ListQuery, listLeanly } from '../../operations/common/leanList.ts'
import type { Slug } from '../../slugs.ts'
import { jsonText } from './jsonText.ts'

const TAKEN = new Set(['depth', 'limit', 'page', 'pagination', 'sort', 'where'])

const isWhole = (value: unknown): boolean =>
  value === undefined || (typeof value === 'string' && /^-?\d{1,9}$/.test(value))

/** Lists without relations, in Payload's own words; everything else is Payload's own to answer. */
const isTaken = (query: Record<string, unknown>): boolean =>
  Object.entries(query).every(([name, value]) => value === undefined || TAKEN.has(name)) &&
  (query.depth === undefined || query.depth === '0') &&
  isWhole(query.limit) &&
  isWhole(query.page)

/**
 * `GET /api/{collection}`: Payload's own list, read the lean way where the query allows it. Answers
 * letter for letter what Payload would.
 * @rule API-1
 */
export const leanListEndpoint = (slug: Slug): Endpoint => {
  const handler: PayloadHandler = async (req) => {
    if (isTaken(req.query)) {
      const { limit, page, pagination, sort, where } = parseParams(req.query) as ListQuery
      const found = await listLeanly(req, slug, { limit, page, pagination, sort, where })
      if (found !== undefined) return jsonText(JSON.stringify(found))
    }
    const { endpoints } = req.payload.collections[slug].config
    const stock = (endpoints || []).find(
      (endpoint) =>
        endpoint.method === 'get' && endpoint.path === '/' && endpoint.handler !== handler,
    )
    if (stock === undefined) throw new Error(`${slug} has no list of its own`)
    return stock.handler(req)
  }
  return { handler, method: 'get', path: '/' }
}
