import type { Endpoint } from 'payload'
import * as z from 'zod'
import { idOf } from '../../domain/ids.ts'
import { tenantOfRow } from '../../operations/common/tenantOfRow.ts'
import { openBalance, writeOffDues } from '../../operations/money/forgive.ts'
import { readBalances } from '../../operations/money/ledger.ts'
import { recordPayment } from '../../operations/money/recordPayment.ts'
import { readStatement } from '../../operations/money/statement.ts'
import { answerOnce } from '../common/idempotentEndpoint.ts'
import { amountMinor, idempotencyKey, idParam, parseBody, parseQuery } from '../common/parse.ts'
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
const buyCreditEndpoint: Endpoint = {
  handler: async (req) => {
    const patient = idParam(req)
    const input = await parseBody(req, creditBody)
    const tenant = (await tenantOfRow(req, 'patients', patient)) ?? ''
    const once = {
      body: { input, patient },
      isPermanent: true,
      route: 'POST /patients/:id/credits',
      tenant,
    }
    return answerOnce(req, once, async () => {
      const payment = await recordPayment(req, {
        ...input,
        asCredit: true,
        patient,
        requestKey: idempotencyKey(req),
      })
      const balances = await readBalances(req, idOf(payment.tenant) ?? '', patient)
      return { body: { balances, payment }, status: 201 }
    })
  },
  method: 'post',
  path: '/:id/credits',
}

const writeOffBody = z.strictObject({
  amountMinor: amountMinor.optional(),
  reason: z.string().max(500),
})

/** `POST /api/patients/:id/write-off` → 200 `{ balances, transfer }`. @rule MON-14 */
const writeOffEndpoint: Endpoint = {
  handler: async (req) => {
    const id = idParam(req)
    const input = await parseBody(req, writeOffBody)
    const tenant = (await tenantOfRow(req, 'patients', id)) ?? ''
    const once = { body: { id, input }, route: 'POST /patients/:id/write-off', tenant }
    return answerOnce(req, once, async () => {
      const { transfer, ...balances } = await writeOffDues(req, { ...input, id })
      return { body: { balances, transfer }, status: 200 }
    })
  },
  method: 'post',
  path: '/:id/write-off',
}

const openingBody = z.strictObject({
  creditMinor: amountMinor.optional(),
  duesMinor: amountMinor.optional(),
})

/** `POST /api/patients/:id/opening-balance` → 200 `{ balances }`. @rule MON-4 */
const openingBalanceEndpoint: Endpoint = {
  handler: async (req) => {
    const id = idParam(req)
    const input = await parseBody(req, openingBody)
    const tenant = (await tenantOfRow(req, 'patients', id)) ?? ''
    const once = { body: { id, input }, route: 'POST /patients/:id/opening-balance', tenant }
    return answerOnce(req, once, async () => ({
      body: { balances: await openBalance(req, { ...input, id }) },
      status: 200,
    }))
  },
  method: 'post',
  path: '/:id/opening-balance',
}

export const patientEndpoints: Endpoint[] = [
  statementEndpoint,
  buyCreditEndpoint,
  writeOffEndpoint,
  openingBalanceEndpoint,
]
