import type { Endpoint } from 'payload'
import * as z from 'zod'
import { readDashboard } from '../../operations/operation/readDashboard.ts'
import { parseQuery, uuid } from '../common/parse.ts'

const dashboardQuery = z.strictObject({
  fresh: z.enum(['true', 'false']).optional(),
  month: z
    .string()
    .regex(/^\d{4}-\d{2}$/)
    .optional(),
  tenant: uuid.optional(),
})

/** `GET /api/reports/dashboard`: a month beside the same days of the one before. @rule RPT-2 RPT-9 */
export const dashboardEndpoint: Endpoint = {
  handler: async (req) => {
    const { fresh, ...asked } = parseQuery(req, dashboardQuery)
    const dashboard = await readDashboard(req, { ...asked, isFresh: fresh === 'true' })
    return Response.json({ dashboard })
  },
  method: 'get',
  path: '/reports/dashboard',
}
