import { createHash } from 'node:crypto'
import type { PayloadRequest } from 'payload'
import { userIdOf } from '../../access/rights.ts'
import { query, queryOne, queueFor } from '../../db/query.ts'
import type { Charge, ChargeSource, Posting } from '../../domain/money/ledger.ts'
import type { Allocation } from '../../domain/money/corrections.ts'

interface ChargeRow {
  cost_minor: string
  due_on: string
  id: string
  patient_id: string
  refunded_minor: string
  session_id: string | null
  settled_minor: string
  source_id: string
  source_kind: ChargeSource
  waived_minor: string
}

const toCharge = (row: ChargeRow): Charge => ({
  costMinor: Number(row.cost_minor),
  dueOn: row.due_on,
  id: row.id,
  patient: row.patient_id,
  refundedMinor: Number(row.refunded_minor),
  session: row.session_id,
  settledMinor: Number(row.settled_minor),
  sourceId: row.source_id,
  sourceKind: row.source_kind,
  waivedMinor: Number(row.waived_minor),
})

/**
 * Everything that reads a balance of a patient and then posts takes this key first, after the keys of
 * scheduling and before any charge or account (lock order of integrity §2).
 */
export const queueForMoneyOf = (
  req: PayloadRequest,
  tenant: string,
  patient: string,
): Promise<void> => queueFor(req, [`${tenant}:money:${patient}`])

/** The charges of a patient, locked; all of them, or one source's. */
export const lockCharges = async (
  req: PayloadRequest,
  of: { patient: string; sourceId?: string | undefined; tenant: string },
): Promise<Charge[]> => {
  const rows = await query<ChargeRow>(
    req,
    `select id, patient_id, session_id, source_kind, source_id, due_on::text as due_on,
            cost_minor, settled_minor, waived_minor, refunded_minor
       from fin.lock_charges($1, $2, $3)`,
    [of.tenant, of.patient, of.sourceId ?? null],
  )
  return rows.map(toCharge)
}

/** What currently settles the charges of a patient, newest first. */
export const readAllocations = async (
  req: PayloadRequest,
  of: { charges: readonly Charge[]; tenant: string },
): Promise<Allocation[]> => {
  const byId = new Map(of.charges.map((charge) => [charge.id, charge]))
  const rows = await query<{ amount: string; charge_id: string; payment_id: string | null }>(
    req,
    `select charge_id, payment_id, sum(amount_minor)::bigint as amount
       from payment_allocations
      where tenant_id = $1 and charge_id = any ($2)
      group by charge_id, payment_id
     having sum(amount_minor) > 0
      order by max(created_at) desc`,
    [of.tenant, [...byId.keys()]],
  )
  return rows.flatMap((row) => {
    const charge = byId.get(row.charge_id)
    return charge === undefined
      ? []
      : [{ amountMinor: Number(row.amount), charge, payment: row.payment_id }]
  })
}

export interface Balances {
  readonly creditMinor: number
  readonly duesMinor: number
}

/** Credit and dues of a patient, as people read them: never below 0. */
export const readBalances = async (
  req: PayloadRequest,
  tenant: string,
  patient: string,
): Promise<Balances> => {
  const rows = await query<{ kind: string; shown: string }>(
    req,
    `select kind, shown_minor as shown from ledger_accounts where tenant_id = $1 and patient_id = $2`,
    [tenant, patient],
  )
  const shown = (kind: string): number => Number(rows.find((row) => row.kind === kind)?.shown ?? 0)
  return { creditMinor: shown('patient-credit'), duesMinor: shown('patient-receivable') }
}

export interface PostInput {
  /** Local date on which it counts. */
  readonly effectiveOn: string
  /** Unique in the tenant; the same key with the same content posts once. */
  readonly key: string
  readonly patient: string
  readonly posting: Posting
  readonly reason?: string | undefined
  readonly reverses?: string | undefined
  readonly session?: string | null | undefined
  readonly source: { readonly id: string; readonly kind: string }
  readonly tenant: string
}

const hashOf = (input: PostInput): string =>
  createHash('sha256')
    .update(JSON.stringify([input.posting, input.source, input.patient, input.reverses ?? null]))
    .digest('hex')

/**
 * Writes one balanced event through `fin.post`, the only way into the ledger.
 * Answers the transfer's id; a repeated key with the same content answers the first one.
 */
export const post = async (req: PayloadRequest, input: PostInput): Promise<string> => {
  const { posting } = input
  const { transfer_id: id } = await queryOne<{ transfer_id: string }>(
    req,
    `select transfer_id from fin.post($1, $2, $3, $4, $5, $6, $7, $8)`,
    [
      input.tenant,
      input.key,
      hashOf(input),
      posting.kind,
      JSON.stringify(input.source),
      input.reverses ?? null,
      JSON.stringify(
        posting.legs.map(({ account, amountMinor }) => ({ ...account, amount: amountMinor })),
      ),
      JSON.stringify({
        actor: userIdOf(req) ?? null,
        allocations: posting.allocations,
        charges: posting.charges,
        effectiveOn: input.effectiveOn,
        patient: input.patient,
        reason: input.reason ?? null,
        session: input.session ?? null,
      }),
    ],
  )
  return id
}
