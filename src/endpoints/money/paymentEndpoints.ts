import type { Endpoint } from 'payload'
import * as z from 'zod'
import { PAYMENT_METHODS } from '../../domain/money/postings.ts'
import { readBalances } from '../../operations/money/ledger.ts'
import { recordPayment } from '../../operations/money/recordPayment.ts'
import { voidPayment } from '../../operations/money/voidPayment.ts'
import { idOf } from '../../domain/ids.ts'
import { slugs } from '../../slugs.ts'
import {
  answerOnce,
  idempotentCreate,
  rowAction,
  tenantOfBody,
} from '../common/idempotentEndpoint.ts'
import { amountMinor, idempotencyKey, parseBody, uuid } from '../common/parse.ts'

export const recordPaymentBody = z.strictObject({
  allocations: z
    .array(z.strictObject({ amountMinor, attendance: uuid }))
    .max(100)
    .optional(),
  amountMinor,
  asCredit: z.boolean().optional(),
  contact: uuid.optional(),
  method: z.enum(PAYMENT_METHODS),
  notes: z.string().max(2_000).optional(),
  patient: uuid,
  receivedAt: z.string().optional(),
})

/** `POST /api/payments/record` → 201 `{ payment, balances }`; 200 for a repeat of the same key. */
const recordPaymentEndpoint: Endpoint = {
  handler: async (req) => {
    const input = await parseBody(req, recordPaymentBody)
    const tenant = await tenantOfBody(req, { patient: input.patient })
    const once = { body: input, isPermanent: true, route: 'POST /payments/record', tenant }
    return answerOnce(req, once, async () => {
      const payment = await recordPayment(req, { ...input, requestKey: idempotencyKey(req) })
      const balances = await readBalances(req, idOf(payment.tenant) ?? '', input.patient)
      return { body: { balances, payment }, status: 201 }
    })
  },
  method: 'post',
  path: '/record',
}

const voidBody = z.strictObject({ reason: z.string().max(500) })

/** `POST /api/payments/:id/void` → 200 `{ payment, balances }`. */
const voidPaymentEndpoint = rowAction({
  act: async (req, { id, input: { reason }, tenant }) => {
    const { payment } = await voidPayment(req, { id, reason })
    const balances = await readBalances(req, tenant, idOf(payment.patient) ?? '')
    return { body: { balances, payment }, status: 200 }
  },
  body: voidBody,
  collection: slugs.payments,
  name: 'void',
})

export const paymentEndpoints: Endpoint[] = [
  recordPaymentEndpoint,
  voidPaymentEndpoint,
  idempotentCreate('payments'),
]
