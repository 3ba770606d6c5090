import type { Endpoint } from 'payload'
import * as z from 'zod'
import { tenantOfRow } from '../../operations/common/tenantOfRow.ts'
import { reverseForgiveness } from '../../operations/money/forgive.ts'
import { answerOnce } from '../common/idempotentEndpoint.ts'
import { idParam, parseBody } from '../common/parse.ts'

const reverseBody = z.strictObject({ reason: z.string().max(500) })

/** `POST /api/ledger-transfers/:id/reverse` (waivers and write-offs) → 200 `{ balances, transfer }`. */
const reverseEndpoint: Endpoint = {
  handler: async (req) => {
    const id = idParam(req)
    const { reason } = await parseBody(req, reverseBody)
    const tenant = (await tenantOfRow(req, 'ledger-transfers', id)) ?? ''
    const once = { body: { id, reason }, route: 'POST /ledger-transfers/:id/reverse', tenant }
    return answerOnce(req, once, async () => {
      const { transfer, ...balances } = await reverseForgiveness(req, { id, reason })
      return { body: { balances, transfer }, status: 200 }
    })
  },
  method: 'post',
  path: '/:id/reverse',
}

export const ledgerTransferEndpoints: Endpoint[] = [reverseEndpoint]
