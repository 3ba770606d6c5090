import type { PayloadRequest } from 'payload'
import { grantIn } from '../../access/permissions.ts'
import { query } from '../../db/query.ts'
import { forbidden } from '../../domain/errors.ts'
import { overAllocated } from '../../domain/money/errors.ts'
import { type Charge, openMinor } from '../../domain/money/ledger.ts'
import {
  type PaymentMethod,
  paymentPosting,
  type Settlement,
  spreadOldestFirst,
} from '../../domain/money/postings.ts'
import { idOf } from '../../domain/ids.ts'
import { wallTimeAt } from '../../domain/scheduling/wallClock.ts'
import type { Payment } from '../../payload-types.ts'
import { slugs } from '../../slugs.ts'
import { tenantOfVisible } from '../common/findVisible.ts'
import { tenantContext } from '../common/tenantContext.ts'
import { lockCharges, post, queueForMoneyOf } from './ledger.ts'

export interface RecordPaymentInput {
  /** Settle exactly these; without them the oldest dues first. */
  readonly allocations?: readonly { amountMinor: number; attendance: string }[] | undefined
  /** In minor units, above 0. */
  readonly amountMinor: number
  /** Settle nothing: the amount becomes credit. */
  readonly asCredit?: boolean | undefined
  readonly contact?: string | undefined
  readonly method: PaymentMethod
  readonly notes?: string | undefined
  readonly patient: string
  /** ISO instant; without it now. */
  readonly receivedAt?: string | undefined
  readonly requestKey?: string | undefined
}

/**
 * Records money received. The payment, its ledger transfer and its allocations are one transaction.
 * Refuses `forbidden`, `not-found`, `amount-not-positive`, `too-many-decimals`, `received-in-future`,
 * `over-allocated`, `idempotency-key-reused`.
 * @rule MON-8 MON-9 MON-10 USR-9
 */
export const recordPayment = async (
  req: PayloadRequest,
  input: RecordPaymentInput,
): Promise<Payment> => {
  const tenant = await tenantOfVisible(req, slugs.patients, { field: 'patient', id: input.patient })
  if (grantIn(req, 'payments.record', tenant) === undefined) {
    throw forbidden({ action: 'payments.record' })
  }
  return req.payload.create({
    collection: slugs.payments,
    data: { ...input, allocations: [...(input.allocations ?? [])], tenant },
    depth: 0,
    overrideAccess: false,
    req,
  })
}

const chosen = (
  charges: readonly Charge[],
  wishes: readonly { amountMinor: number; attendance: string }[],
  amountMinor: number,
): Settlement[] => {
  let leftMinor = amountMinor
  return wishes.map((wish) => {
    const charge = charges.find(({ sourceId }) => sourceId === wish.attendance)
    if (charge === undefined) {
      throw overAllocated({ availableMinor: 0, field: 'allocations' })
    }
    const availableMinor = Math.min(openMinor(charge), leftMinor)
    if (wish.amountMinor <= 0 || wish.amountMinor > availableMinor) {
      throw overAllocated({ availableMinor, field: 'allocations' })
    }
    leftMinor -= wish.amountMinor
    return { amountMinor: wish.amountMinor, charge }
  })
}

/** The posting of a completed payment: called by the hook of the collection, whoever made the payment. */
export const postPayment = async (req: PayloadRequest, payment: Payment): Promise<void> => {
  const tenant = idOf(payment.tenant) ?? ''
  const patient = idOf(payment.patient) ?? ''
  await queueForMoneyOf(req, tenant, patient)
  const charges = await lockCharges(req, { patient, tenant })
  const open = charges.filter((charge) => openMinor(charge) > 0)
  const wishes = (payment.allocations ?? []).map(({ amountMinor, attendance }) => ({
    amountMinor,
    attendance: idOf(attendance) ?? '',
  }))
  const settlements =
    payment.asCredit === true
      ? []
      : wishes.length > 0
        ? chosen(open, wishes, payment.amountMinor)
        : spreadOldestFirst(open, payment.amountMinor).settlements
  const { timezone } = await tenantContext(req, tenant)
  await post(req, {
    effectiveOn: wallTimeAt(Date.parse(payment.receivedAt ?? ''), timezone).on,
    key: `payment:${payment.id}`,
    patient,
    posting: paymentPosting({
      amountMinor: payment.amountMinor,
      method: payment.method,
      patient,
      payment: payment.id,
      settlements,
    }),
    source: { id: payment.id, kind: 'payment' },
    tenant,
  })
}

/** The contact who pays for a patient: the first with `pays`, else the primary one. */
export const payerOf = async (
  req: PayloadRequest,
  patient: string,
): Promise<string | undefined> => {
  const rows = await query<{ contact_id: string }>(
    req,
    `select contact_id from patients_guardians where _parent_id = $1
      order by pays desc nulls last, is_primary desc nulls last, _order limit 1`,
    [patient],
  )
  return rows[0]?.contact_id
}
