import type { PayloadRequest } from 'payload'
import { grantIn } from '../../access/permissions.ts'
import { userIdOf } from '../../access/rights.ts'
import { query } from '../../db/query.ts'
import { forbidden, notFound, reasonRequired } from '../../domain/errors.ts'
import { paymentFinal } from '../../domain/money/errors.ts'
import { voidPosting } from '../../domain/money/corrections.ts'
import type { PaymentMethod } from '../../domain/money/postings.ts'
import { wallTimeAt } from '../../domain/scheduling/wallClock.ts'
import type { Payment } from '../../payload-types.ts'
import { slugs } from '../../slugs.ts'
import { nowMs } from '../common/services.ts'
import { tenantContext } from '../common/tenantContext.ts'
import { findVisible } from '../common/findVisible.ts'
import { inOperation } from '../operation/recordOperation.ts'
import { lockCharges, post, queueForMoneyOf, readAllocations, readBalances } from './ledger.ts'

interface PaymentRow {
  amount_minor: string
  method: PaymentMethod
  patient_id: string
  status: string
  tenant_id: string
}

const lockPayment = async (req: PayloadRequest, id: string): Promise<PaymentRow> => {
  const [row] = await query<PaymentRow>(
    req,
    `select tenant_id, patient_id, amount_minor, method::text, status::text
       from payments where id = $1 for update`,
    [id],
  )
  if (row === undefined) throw notFound({})
  return row
}

const postVoid = async (
  req: PayloadRequest,
  { id, reason }: { id: string; reason: string },
  payment: PaymentRow,
): Promise<void> => {
  const { patient_id: patient, tenant_id: tenant } = payment
  await queueForMoneyOf(req, tenant, patient)
  const charges = await lockCharges(req, { patient, tenant })
  const allocations = await readAllocations(req, { charges, tenant })
  const { creditMinor } = await readBalances(req, tenant, patient)
  const [original] = await query<{ id: string }>(
    req,
    `select id from ledger_transfers where tenant_id = $1 and key = $2`,
    [tenant, `payment:${id}`],
  )
  const { timezone } = await tenantContext(req, tenant)
  await post(req, {
    effectiveOn: wallTimeAt(nowMs(req), timezone).on,
    key: `payment-voided:${id}`,
    patient,
    posting: voidPosting({
      allocations: allocations.filter((allocation) => allocation.payment === id),
      amountMinor: Number(payment.amount_minor),
      creditMinor,
      method: payment.method,
      patient,
      spentCredit: allocations.filter((allocation) => allocation.payment === null),
    }),
    reason,
    reverses: original?.id,
    source: { id, kind: 'payment' },
    tenant,
  })
}

/**
 * Takes a mistyped payment back: a reversing transfer, its allocations fall, the number stays. Void
 * twice changes nothing.
 * Refuses `forbidden`, `not-found`, `reason-required`, `payment-final` (never completed).
 * @rule MON-14
 */
export const voidPayment = async (
  req: PayloadRequest,
  input: { id: string; reason: string },
): Promise<{ isRepeat: boolean; payment: Payment }> =>
  inOperation(
    req,
    { action: 'payments.void', document: input.id, resource: slugs.payments },
    async (note) => {
      const visible = await findVisible(req, slugs.payments, { id: input.id })
      if (grantIn(req, 'payments.void', visible.tenant) === undefined) {
        throw forbidden({ action: 'payments.void' })
      }
      const reason = input.reason.trim()
      if (reason === '') throw reasonRequired({ field: 'reason' })
      const payment = await lockPayment(req, input.id)
      const isRepeat = payment.status === 'cancelled'
      note({
        changes: isRepeat ? {} : { status: [payment.status, 'cancelled'] },
        facts: { reason },
        patients: [payment.patient_id],
        tenant: payment.tenant_id,
      })
      if (!isRepeat) {
        if (payment.status !== 'completed') throw paymentFinal({ status: payment.status })
        await postVoid(req, { id: input.id, reason }, payment)
        await query(
          req,
          `update payments set status = 'cancelled', voided_at = $2, voided_by_id = $3,
                voided_reason = $4, updated_at = now()
          where id = $1 and status = 'completed'`,
          [input.id, new Date(nowMs(req)).toISOString(), userIdOf(req) ?? null, reason],
        )
      }
      return { isRepeat, payment: await visible.read() }
    },
  )
