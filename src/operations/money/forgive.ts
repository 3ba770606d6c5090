import { randomUUID } from 'node:crypto'
import type { PayloadRequest } from 'payload'
import { grantIn, type Permission } from '../../access/permissions.ts'
import { query } from '../../db/query.ts'
import { forbidden, notFound, reasonRequired } from '../../domain/errors.ts'
import { idOf } from '../../domain/ids.ts'
import { amountNotPositive, notReversible, overAllocated } from '../../domain/money/errors.ts'
import { type Charge, openMinor, type Posting } from '../../domain/money/ledger.ts'
import { isMinor } from '../../domain/money/minor.ts'
import { forgivePosting, openingPosting } from '../../domain/money/corrections.ts'
import { spreadOldestFirst } from '../../domain/money/postings.ts'
import { wallTimeAt } from '../../domain/scheduling/wallClock.ts'
import { slugs } from '../../slugs.ts'
import { findVisible, tenantOfVisible } from '../common/findVisible.ts'
import { nowMs } from '../common/services.ts'
import { tenantContext } from '../common/tenantContext.ts'
import { inOperation, noteOfOperation } from '../operation/recordOperation.ts'
import { type Balances, lockCharges, post, queueForMoneyOf, readBalances } from './ledger.ts'

const ensureGranted = (req: PayloadRequest, permission: Permission, tenant: string): void => {
  if (grantIn(req, permission, tenant) === undefined) throw forbidden({ action: permission })
}

const ensureReason = (reason: string): string => {
  const text = reason.trim()
  if (text === '') throw reasonRequired({ field: 'reason' })
  return text
}

const ensureAmount = (amountMinor: number | undefined, availableMinor: number): number => {
  const amount = amountMinor ?? availableMinor
  if (!isMinor(amount) || amount <= 0) throw amountNotPositive({ field: 'amountMinor' })
  if (amount > availableMinor) throw overAllocated({ availableMinor, field: 'amountMinor' })
  return amount
}

const today = async (req: PayloadRequest, tenant: string): Promise<string> =>
  wallTimeAt(nowMs(req), (await tenantContext(req, tenant)).timezone).on

const totalOpen = (charges: readonly Charge[]): number =>
  charges.reduce((sum, charge) => sum + openMinor(charge), 0)

export interface ForgiveInput {
  /** Minor units; without it everything that is open. */
  readonly amountMinor?: number | undefined
  readonly id: string
  readonly reason: string
}

const forgive = async (
  req: PayloadRequest,
  of: ForgiveInput & {
    kind: 'waiver' | 'write-off'
    patient: string
    sourceId?: string
    tenant: string
  },
): Promise<Balances & { transfer: string }> => {
  const { patient, reason, tenant } = of
  noteOfOperation({ facts: { reason }, patients: [patient], tenant })
  await queueForMoneyOf(req, tenant, patient)
  const charges = await lockCharges(req, of)
  const amountMinor = ensureAmount(of.amountMinor, totalOpen(charges))
  const { settlements } = spreadOldestFirst(charges, amountMinor)
  noteOfOperation({ facts: { amountMinor } })
  const transfer = await post(req, {
    effectiveOn: await today(req, tenant),
    key: `${of.kind}:${of.id}:${randomUUID()}`,
    patient,
    posting: forgivePosting({ kind: of.kind, patient, settlements }),
    reason,
    source: { id: of.id, kind: of.kind === 'waiver' ? 'attendance' : 'patient' },
    tenant,
  })
  return { ...(await readBalances(req, tenant, patient)), transfer }
}

/**
 * Lets go of what one attendance still asks. Refuses `forbidden`, `not-found`, `reason-required`,
 * `amount-not-positive`, `over-allocated`. @rule MON-14
 */
export const waiveCharge = (req: PayloadRequest, input: ForgiveInput) =>
  inOperation(
    req,
    { action: 'charges.waive', document: input.id, resource: slugs.attendances },
    async () => {
      const { doc, tenant } = await findVisible(req, slugs.attendances, { id: input.id })
      ensureGranted(req, 'charges.waive', tenant)
      const reason = ensureReason(input.reason)
      const patient = idOf(doc.patient) ?? ''
      return forgive(req, { ...input, kind: 'waiver', patient, reason, sourceId: input.id, tenant })
    },
  )

/** Writes dues of a patient off, the oldest first. Refuses as `waiveCharge`. @rule MON-14 */
export const writeOffDues = (req: PayloadRequest, input: ForgiveInput) =>
  inOperation(
    req,
    { action: 'dues.write-off', document: input.id, resource: slugs.patients },
    async () => {
      const tenant = await tenantOfVisible(req, slugs.patients, { id: input.id })
      ensureGranted(req, 'dues.write-off', tenant)
      const reason = ensureReason(input.reason)
      return forgive(req, { ...input, kind: 'write-off', patient: input.id, reason, tenant })
    },
  )

interface TransferRow {
  charges: { patient: string; sourceId: string; sourceKind: string; waivedMinor: number }[]
  id: string
  kind: string
  legs: { kind: string; patient: string | null; amount: string }[]
  patient_id: string
  tenant_id: string
}

const reversal = (transfer: TransferRow): Posting => ({
  allocations: [],
  charges: transfer.charges.map(({ sourceId, sourceKind, waivedMinor }) => ({
    sourceId,
    sourceKind: sourceKind as 'attendance',
    waivedMinor: 0 - waivedMinor,
  })),
  kind: transfer.kind === 'waiver' ? 'waiver-reversed' : 'write-off-reversed',
  legs: transfer.legs.map(({ amount, kind, patient }) => ({
    account: { kind: kind as 'discount', ...(patient === null ? {} : { patient }) },
    amountMinor: 0 - Number(amount),
  })),
})

/** A cancellation takes what was waived away with its charge: then there is nothing to take back. */
const isStillWaived = (transfer: TransferRow, charges: readonly Charge[]): boolean =>
  transfer.charges.every(({ sourceId, waivedMinor }) => {
    const charge = charges.find((one) => one.sourceId === sourceId)
    return (charge?.waivedMinor ?? 0) >= waivedMinor
  })

const isPosted = async (req: PayloadRequest, tenant: string, key: string): Promise<boolean> => {
  const sql = 'select 1 from ledger_transfers where tenant_id = $1 and key = $2'
  return (await query(req, sql, [tenant, key])).length > 0
}

/**
 * Takes a waiver or a write-off back; twice changes nothing. Other postings are corrected by their own
 * actions. Refuses `forbidden`, `not-found`, `reason-required`, `not-reversible`. @rule MON-14
 */
export const reverseForgiveness = (req: PayloadRequest, input: { id: string; reason: string }) =>
  inOperation(
    req,
    { action: 'ledger.adjust', document: input.id, resource: slugs.ledgerTransfers },
    async (note) => {
      const { doc, tenant } = await findVisible(req, slugs.ledgerTransfers, { id: input.id })
      ensureGranted(req, 'ledger.adjust', tenant)
      const reason = ensureReason(input.reason)
      const patient = idOf(doc.patient)
      if ((doc.kind !== 'waiver' && doc.kind !== 'write-off') || patient === undefined) {
        throw notReversible({ kind: doc.kind })
      }
      note({ facts: { reason, reverses: doc.kind }, patients: [patient], tenant })
      await queueForMoneyOf(req, tenant, patient)
      const charges = await lockCharges(req, { patient, tenant })
      const [row] = await query<TransferRow>(req, 'select * from fin.forgiveness($1, $2)', [
        tenant,
        input.id,
      ])
      if (row === undefined) throw notFound({})
      const key = `reversal:${input.id}`
      const isRepeat = await isPosted(req, tenant, key)
      if (!isRepeat && !isStillWaived(row, charges)) throw notReversible({ kind: doc.kind })
      const transfer = await post(req, {
        effectiveOn: await today(req, tenant),
        key,
        patient,
        posting: reversal(row),
        reason,
        reverses: input.id,
        source: { id: input.id, kind: 'ledger-transfer' },
        tenant,
      })
      return { ...(await readBalances(req, tenant, patient)), transfer }
    },
  )

/**
 * What a patient owed or had in credit before this system. Once for each kind.
 * Refuses `forbidden`, `not-found`, `amount-not-positive`,
 * `idempotency-key-reused` (posted already with another amount). @rule MON-4
 */
export const openBalance = (
  req: PayloadRequest,
  input: { creditMinor?: number | undefined; duesMinor?: number | undefined; id: string },
) =>
  inOperation(
    req,
    { action: 'ledger.adjust', document: input.id, resource: slugs.patients },
    async (note) => {
      const tenant = await tenantOfVisible(req, slugs.patients, { id: input.id })
      ensureGranted(req, 'ledger.adjust', tenant)
      const amounts = { creditMinor: input.creditMinor ?? 0, duesMinor: input.duesMinor ?? 0 }
      for (const [field, amount] of Object.entries(amounts)) {
        if (!isMinor(amount) || amount < 0) throw amountNotPositive({ field })
      }
      if (amounts.creditMinor + amounts.duesMinor === 0) {
        throw amountNotPositive({ field: 'duesMinor' })
      }
      await queueForMoneyOf(req, tenant, input.id)
      note({ facts: { opening: amounts }, patients: [input.id], tenant })
      const parts = [
        { creditMinor: 0, duesMinor: amounts.duesMinor, kind: 'opening-dues' },
        { creditMinor: amounts.creditMinor, duesMinor: 0, kind: 'opening-credit' },
      ].filter((part) => part.creditMinor + part.duesMinor > 0)
      for (const { kind, ...part } of parts) {
        await post(req, {
          effectiveOn: await today(req, tenant),
          key: `${kind}:${input.id}`,
          patient: input.id,
          posting: openingPosting({
            ...part,
            patient: input.id,
            source: { sourceId: input.id, sourceKind: 'opening-balance' },
          }),
          source: { id: input.id, kind: 'patient' },
          tenant,
        })
      }
      return readBalances(req, tenant, input.id)
    },
  )
