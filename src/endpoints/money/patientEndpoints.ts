import type { Endpoint } from 'payload'
import * as z from 'zod'
import { idOf } from '../../domain/ids.ts'
import { openBalance, writeOffDues } from '../../operations/money/forgive.ts'
import { readBalances } from '../../operations/money/ledger.ts'
import { recordPayment } from '../../operations/money/recordPayment.ts'
import { readStatement } from '../../operations/money/statement.ts'
import { slugs } from '../../slugs.ts'
import { rowAction } from '../common/idempotentEndpoint.ts'
import { amountMinor, idempotencyKey, idParam, parseQuery } from '../common/parse.ts'
import { forgiveBody } from './forgiveBody.ts'
import { recordPaymentBody } from './paymentEndpoints.ts'

/** `GET /api/patients/:id/statement` → 200 `{ statement }`. */
const statementEndpoint: Endpoint = {
  handler: async (req) => {
    parseQuery(req, z.strictObject({}))
    return Response.json({ statement: await readStatement(req, idParam(req)) })
  },
  method: 'get',
  path: '/:id/statement',
}

const creditBody = recordPaymentBody.omit({ allocations: true, asCredit: true, patient: true })

/** `POST /api/patients/:id/credits`: buys credit → 201 `{ payment, balances }`. @rule MON-8 */
const buyCreditEndpoint = rowAction({
  act: async (req, { id: patient, input }) => {
    const payment = await recordPayment(req, {
      ...input,
      asCredit: true,
      patient,
      requestKey: idempotencyKey(req),
    })
    const balances = await readBalances(req, idOf(payment.tenant) ?? '', patient)
    return { body: { balances, payment }, status: 201 }
  },
  body: creditBody,
  collection: slugs.patients,
  isPermanent: true,
  name: 'credits',
})

/** `POST /api/patients/:id/write-off` → 200 `{ balances, transfer }`. @rule MON-14 */
const writeOffEndpoint = rowAction({
  act: async (req, { id, input }) => {
    const { transfer, ...balances } = await writeOffDues(req, { ...input, id })
    return { body: { balances, transfer }, status: 200 }
  },
  body: forgiveBody,
  collection: slugs.patients,
  name: 'write-off',
})

const openingBody = z.strictObject({
  creditMinor: amountMinor.optional(),
  duesMinor: amountMinor.optional(),
})

/** `POST /api/patients/:id/opening-balance` → 200 `{ balances }`. @rule MON-4 */
const openingBalanceEndpoint = rowAction({
  act: async (req, { id, input }) => ({
    body: { balances: await openBalance(req, { ...input, id }) },
    status: 200,
  }),
  body: openingBody,
  collection: slugs.patients,
  name: 'opening-balance',
})

export const patientEndpoints: Endpoint[] = [
  statementEndpoint,
  buyCreditEndpoint,
  writeOffEndpoint,
  openingBalanceEndpoint,
]
