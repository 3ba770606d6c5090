import type { Endpoint } from 'payload'
import { waiveCharge } from '../../operations/money/forgive.ts'
import { slugs } from '../../slugs.ts'
import { rowAction } from '../common/idempotentEndpoint.ts'
import { forgiveBody } from './forgiveBody.ts'

/** `POST /api/attendances/:id/waive` → 200 `{ balances, transfer }`. @rule MON-14 */
const waiveEndpoint = rowAction({
  act: async (req, { id, input }) => {
    const { transfer, ...balances } = await waiveCharge(req, { ...input, id })
    return { body: { balances, transfer }, status: 200 }
  },
  body: forgiveBody,
  collection: slugs.attendances,
  name: 'waive',
})

export const attendanceEndpoints: Endpoint[] = [waiveEndpoint]
