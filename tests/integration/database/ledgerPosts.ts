import { randomUUID } from 'node:crypto'
import type pg from 'pg'

export interface Leg {
  readonly amount: number | string
  readonly kind: string
  readonly patient?: string
  readonly sub?: string
}

export interface Post {
  readonly allocations?: readonly object[]
  readonly charges?: readonly object[]
  readonly hash?: string
  readonly key?: string
  readonly kind?: string
  readonly legs: readonly Leg[] | null
  readonly patient?: string
  readonly reverses?: string
  readonly tenant: string
}

export interface Posted {
  readonly repeated: boolean
  readonly transfer: string
}

/** Asks `fin.post` as the server does, by SQL alone. */
export const post = async (client: pg.Client, of: Post): Promise<Posted> => {
  const details = {
    allocations: of.allocations ?? [],
    charges: of.charges ?? [],
    effectiveOn: '2026-06-01',
    patient: of.patient ?? null,
  }
  const { rows } = await client.query<Posted>(
    `select transfer_id as transfer, repeated from fin.post($1, $2, $3, $4, $5, $6, $7, $8)`,
    [
      of.tenant,
      of.key ?? randomUUID(),
      of.hash ?? 'hash',
      of.kind ?? 'charge',
      JSON.stringify({ id: randomUUID(), kind: 'test' }),
      of.reverses ?? null,
      JSON.stringify(of.legs),
      JSON.stringify(details),
    ],
  )
  return rows[0] as Posted
}

interface Ledgered {
  readonly patient: string
  readonly tenant: { readonly id: string }
}

/** A charge of a new source; `source` names it for later posts. */
export const charging = (
  clinic: Ledgered,
  amount: number,
  source: string = randomUUID(),
): Post => ({
  charges: [{ costMinor: amount, sourceId: source, sourceKind: 'opening-balance' }],
  legs: [
    { amount, kind: 'patient-receivable', patient: clinic.patient },
    { amount: -amount, kind: 'revenue' },
  ],
  patient: clinic.patient,
  tenant: clinic.tenant.id,
})

/** Credit that somebody brings. */
export const crediting = (clinic: Ledgered, amount: number): Post => ({
  kind: 'opening-credit',
  legs: [
    { amount, kind: 'opening-balance' },
    { amount: -amount, kind: 'patient-credit', patient: clinic.patient },
  ],
  patient: clinic.patient,
  tenant: clinic.tenant.id,
})

/** Credit that settles a charge. */
export const settling = (clinic: Ledgered, amount: number, source: string): Post => ({
  allocations: [{ amountMinor: amount, sourceId: source, sourceKind: 'opening-balance' }],
  charges: [{ settledMinor: amount, sourceId: source, sourceKind: 'opening-balance' }],
  kind: 'credit-used',
  legs: [
    { amount, kind: 'patient-credit', patient: clinic.patient },
    { amount: -amount, kind: 'patient-receivable', patient: clinic.patient },
  ],
  patient: clinic.patient,
  tenant: clinic.tenant.id,
})
