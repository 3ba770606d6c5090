import type { Endpoint } from 'payload'
import * as z from 'zod'
import { readLog } from '../../operations/operation/readLog.ts'
import { verifyEvents } from '../../operations/operation/verifyEvents.ts'
import { date, parseQuery, uuid } from '../common/parse.ts'

/** `GET /api/audit-log/verify`: 200 `{ ok, sealed, broken }`; names the first broken line, no content. */
const verifyEndpoint: Endpoint = {
  handler: async (req) => {
    const of = parseQuery(req, z.strictObject({ tenant: uuid.optional() }))
    return Response.json(await verifyEvents(req, of))
  },
  method: 'get',
  path: '/verify',
}

const accessQuery = z.strictObject({
  action: z.string().max(100).optional(),
  from: date.optional(),
  page: z.coerce.number().int().min(1).max(10_000).optional(),
  patient: uuid.optional(),
  resource: z.string().max(100).optional(),
  tenant: uuid.optional(),
  to: date.optional(),
  user: uuid.optional(),
})

/** `GET /api/audit-log/access`: 200 `{ lines, page, hasMore, from, to }`, at most 366 days. @rule AUD-6 */
const accessEndpoint: Endpoint = {
  handler: async (req) => Response.json(await readLog(req, parseQuery(req, accessQuery))),
  method: 'get',
  path: '/access',
}

export const auditEndpoints: Endpoint[] = [verifyEndpoint, accessEndpoint]
