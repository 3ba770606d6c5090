import type { Endpoint } from 'payload'
import * as z from 'zod'
import { resolvePriceFor } from '../../operations/catalog/resolvePriceFor.ts'
import { parseQuery, uuid } from '../common/parse.ts'

const priceQuery = z.strictObject({ therapist: uuid, therapyType: uuid })

/** `GET /api/pricing/resolve`: the resolved price with its source and explanation. @rule PRC-8 */
export const resolvePriceEndpoint: Endpoint = {
  handler: async (req) => {
    const price = await resolvePriceFor(req, parseQuery(req, priceQuery))
    return Response.json({ price })
  },
  method: 'get',
  path: '/resolve',
}
