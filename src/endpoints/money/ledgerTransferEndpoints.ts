import type { Endpoint } from 'payload'
import * as z from 'zod'
import { reverseForgiveness } from '../../operations/money/forgive.ts'
import { slugs } from '../../slugs.ts'
import { rowAction } from '../common/idempotentEndpoint.ts'

const reverseBody = z.strictObject({ reason: z.string().max(500) })

/** `POST /api/ledger-transfers/:id/reverse` (waivers and write-offs) → 200 `{ balances, transfer }`. */
const reverseEndpoint = rowAction({
  act: async (req, { id, input: { reason } }) => {
    const { transfer, ...balances } = await reverseForgiveness(req, { id, reason })
    return { body: { balances, transfer }, status: 200 }
  },
  body: reverseBody,
  collection: slugs.ledgerTransfers,
  name: 'reverse',
})

export const ledgerTransferEndpoints: Endpoint[] = [reverseEndpoint]
