import type { Endpoint } from 'payload'
import * as z from 'zod'
import { verifyEvents } from '../../operations/operation/verifyEvents.ts'
import { parseQuery, uuid } from '../common/parse.ts'

/** `GET /api/audit-log/verify`: 200 `{ ok, sealed, broken }`; names the first broken line, no content. */
const verifyEndpoint: Endpoint = {
  handler: async (req) => {
    const of = parseQuery(req, z.strictObject({ tenant: uuid.optional() }))
    return Response.json(await verifyEvents(req, of))
  },
  method: 'get',
  path: '/verify',
}

export const auditEndpoints: Endpoint[] = [verifyEndpoint]
