import type { Endpoint } from 'payload'
import * as z from 'zod'
import { tenantOfRow } from '../../operations/common/tenantOfRow.ts'
import { waiveCharge } from '../../operations/money/forgive.ts'
import { answerOnce } from '../common/idempotentEndpoint.ts'
import { amountMinor, idParam, parseBody } from '../common/parse.ts'

const waiveBody = z.strictObject({
  amountMinor: amountMinor.optional(),
  reason: z.string().max(500),
})

/** `POST /api/attendances/:id/waive` → 200 `{ balances, transfer }`. @rule MON-14 */
const waiveEndpoint: Endpoint = {
  handler: async (req) => {
    const id = idParam(req)
    const input = await parseBody(req, waiveBody)
    const tenant = (await tenantOfRow(req, 'attendances', id)) ?? ''
    const once = { body: { id, input }, route: 'POST /attendances/:id/waive', tenant }
    return answerOnce(req, once, async () => {
      const { transfer, ...balances } = await waiveCharge(req, { ...input, id })
      return { body: { balances, transfer }, status: 200 }
    })
  },
  method: 'post',
  path: '/:id/waive',
}

export const attendanceEndpoints: Endpoint[] = [waiveEndpoint]
