import type { CollectionBeforeChangeHook } from 'payload'
import { idOf } from '../../domain/ids.ts'
import { paymentFinal } from '../../domain/money/errors.ts'
import type { Payment } from '../../payload-types.ts'

const FROZEN = [
  'patient',
  'contact',
  'amountMinor',
  'method',
  'receivedAt',
  'asCredit',
  'requestKey',
] as const

const plain = (value: unknown): unknown => {
  if (typeof value !== 'string') return idOf(value) ?? value ?? null
  const at = /^\d{4}-\d{2}-\d{2}T/.test(value) ? Date.parse(value) : Number.NaN
  return Number.isNaN(at) ? value : at
}

const partsOf = (payment: Partial<Payment>): string =>
  JSON.stringify(
    (payment.allocations ?? []).map(({ amountMinor, attendance }) => [
      idOf(attendance),
      amountMinor,
    ]),
  )

/** After completion only the notes change; a mistake is voided. @rule MON-10 */
export const freezePayment: CollectionBeforeChangeHook<Payment> = ({
  data,
  operation,
  originalDoc,
}) => {
  if (operation !== 'update') return data
  const before = originalDoc as Payment
  const next = { ...before, ...data }
  const status = String(before.status)
  const changed = FROZEN.find((field) => plain(next[field]) !== plain(before[field]))
  if (changed !== undefined) throw paymentFinal({ field: changed, status })
  if (partsOf(next) !== partsOf(before)) throw paymentFinal({ field: 'allocations', status })
  return data
}
