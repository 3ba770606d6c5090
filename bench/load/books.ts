import { createHash } from 'node:crypto'
import { MONEY_ACCOUNT } from '../../src/domain/money/postings.ts'
import { Accounts } from './accounts.ts'
import { type Clinic, operatorId, tenantId } from './clinic.ts'
import type { Row, Rows } from './copy.ts'
import { idOf, randomFrom } from './ids.ts'
import { contactId, patientId } from './people.ts'
import { at, attendanceId, closedMs, sessionId, visitIndex } from './sessions.ts'
import type { Visit } from './visits.ts'

const HOUR_MS = 3_600_000
/** India, for the dates on which money counts. */
const ZONE_MS = 5.5 * HOUR_MS
/** So many of a hundred patients have paid once; one in ten of them more than they owed. */
const PAYING = 0.7
const TOO_MUCH = 0.1
const EXTRA_MINOR = 50_000
const METHODS = ['cash', 'upi', 'card'] as const

const dateOf = (ms: number): string => at(ms + ZONE_MS).slice(0, 10)

interface Charge {
  costMinor: number
  settledMinor: number
  readonly visit: Visit
}

interface Happening {
  readonly atMs: number
  readonly run: () => void
}

type Leg = readonly [kind: Parameters<Accounts['post']>[0], amountMinor: number]

/** Writes a clinic's money in the order of time, so that every running balance is right. */
class Books {
  readonly #accounts: Accounts
  readonly #charges = new Map<number, Charge[]>()
  readonly #clinic: Clinic
  readonly #counts = { allocations: 0, entries: 0, payments: 0, transfers: 0 }
  readonly #rows: Rows

  constructor(rows: Rows, clinic: Clinic) {
    this.#rows = rows
    this.#clinic = clinic
    this.#accounts = new Accounts(clinic)
  }

  /** Unique in the whole set: a clinic has less than eight rows of a kind for each session. */
  #next(name: keyof Books['numbers']): number {
    const number = this.#clinic.index * this.#clinic.set.sessions * 8 + this.#counts[name]
    this.#counts[name] += 1
    return number
  }

  get numbers(): Readonly<{
    allocations: number
    entries: number
    payments: number
    transfers: number
  }> {
    return this.#counts
  }

  #post(of: {
    atMs: number
    details: Row
    kind: string
    legs: readonly Leg[]
    patient: number
  }): string {
    const transfer = idOf('transfer', this.#next('transfers'))
    const tenant_id = tenantId(this.#clinic)
    const stamps = { updated_at: at(of.atMs), created_at: at(of.atMs) }
    const moved = of.legs.filter(([, amount]) => amount !== 0)
    this.#rows.add('ledger_transfers', {
      id: transfer,
      tenant_id,
      kind: of.kind,
      patient_id: patientId(this.#clinic, of.patient),
      amount_minor: moved.reduce((sum, [, amount]) => sum + Math.max(0, amount), 0),
      actor_id: operatorId(this.#clinic),
      ...of.details,
      hash: createHash('sha256').update(JSON.stringify(of.details)).digest('hex'),
      ...stamps,
    })
    for (const [kind, amount] of moved) {
      const isOfPatient = kind.startsWith('patient-')
      const account = this.#accounts.post(kind, isOfPatient ? of.patient : null, amount)
      this.#rows.add('ledger_entries', {
        id: idOf('entry', this.#next('entries')),
        tenant_id,
        transfer_id: transfer,
        account_id: account.id,
        amount_minor: amount,
        balance_after_minor: account.balanceMinor,
        account_version: account.version,
        ...stamps,
      })
    }
    return transfer
  }

  #ofVisit(visit: Visit, of: { costMinor: number; key: string }): Row {
    const attendance = attendanceId(this.#clinic, visit)
    return {
      session_id: sessionId(this.#clinic, visit),
      effective_on: dateOf(visit.startMs),
      source_kind: 'attendance',
      source_id: attendance,
      charges: [{ costMinor: of.costMinor, sourceId: attendance, sourceKind: 'attendance' }],
      key: `${of.key}:${attendance}`,
    }
  }

  charge(visit: Visit): void {
    const { patient } = visit
    const costMinor = visit.type.defaultPriceMinor
    const charge = { costMinor, settledMinor: 0, visit }
    this.#charges.set(patient, [...(this.#charges.get(patient) ?? []), charge])
    this.#post({
      atMs: visit.bookedMs,
      details: this.#ofVisit(visit, { costMinor, key: 'charge' }),
      kind: 'charge',
      legs: [
        ['patient-receivable', costMinor],
        ['revenue', -costMinor],
      ],
      patient,
    })
  }

  /** In time, so without a fee. */
  cancel(visit: Visit): void {
    const charge = this.#charges.get(visit.patient)?.find((one) => one.visit === visit)
    if (charge === undefined) throw new Error('what was not charged is not cancelled')
    this.#post({
      atMs: closedMs(visit) ?? 0,
      details: this.#ofVisit(visit, { costMinor: -charge.costMinor, key: 'cancellation' }),
      kind: 'cancellation',
      legs: [
        ['patient-receivable', -charge.costMinor],
        ['revenue', charge.costMinor],
      ],
      patient: visit.patient,
    })
    charge.costMinor = 0
  }

  /** Settles what lies behind, the oldest first; what is more becomes credit. */
  pay(of: { atMs: number; extraMinor: number; patient: number }): void {
    const { atMs, patient } = of
    const open = (this.#charges.get(patient) ?? []).filter(
      ({ costMinor, settledMinor, visit }) => costMinor > settledMinor && visit.startMs < atMs,
    )
    const settledMinor = open.reduce((sum, charge) => sum + charge.costMinor, 0)
    const amountMinor = settledMinor + of.extraMinor
    if (amountMinor === 0) return
    const nth = this.#next('payments')
    const payment = idOf('payment', nth)
    const method = METHODS[nth % METHODS.length] ?? 'cash'
    this.#addPayment({ amountMinor, atMs, method, patient, payment })
    const transfer = this.#post({
      atMs,
      details: {
        session_id: null,
        effective_on: dateOf(atMs),
        source_kind: 'payment',
        source_id: payment,
        charges: open.map(({ costMinor, visit }) => ({
          settledMinor: costMinor,
          sourceId: attendanceId(this.#clinic, visit),
          sourceKind: 'attendance',
        })),
        key: `payment:${payment}`,
      },
      kind: 'payment',
      legs: [
        [MONEY_ACCOUNT[method], amountMinor],
        ['patient-receivable', -settledMinor],
        ['patient-credit', settledMinor - amountMinor],
      ],
      patient,
    })
    for (const charge of open) this.#allocate(charge, { atMs, payment, transfer })
  }

  #addPayment(of: {
    amountMinor: number
    atMs: number
    method: string
    patient: number
    payment: string
  }): void {
    this.#rows.add('payments', {
      id: of.payment,
      tenant_id: tenantId(this.#clinic),
      number: `PAY-${String(this.#counts.payments).padStart(6, '0')}`,
      patient_id: patientId(this.#clinic, of.patient),
      contact_id: contactId(this.#clinic, of.patient),
      amount_minor: of.amountMinor,
      method: of.method,
      received_at: at(of.atMs),
      status: 'completed',
      recorded_by_id: operatorId(this.#clinic),
      updated_at: at(of.atMs),
      created_at: at(of.atMs),
    })
  }

  #allocate(charge: Charge, of: { atMs: number; payment: string; transfer: string }): void {
    charge.settledMinor = charge.costMinor
    this.#rows.add('payment_allocations', {
      id: idOf('allocation', this.#next('allocations')),
      tenant_id: tenantId(this.#clinic),
      patient_id: patientId(this.#clinic, charge.visit.patient),
      payment_id: of.payment,
      attendance_id: attendanceId(this.#clinic, charge.visit),
      transfer_id: of.transfer,
      charge_id: idOf('charge', visitIndex(this.#clinic, charge.visit)),
      amount_minor: charge.costMinor,
      updated_at: at(of.atMs),
      created_at: at(of.atMs),
    })
  }

  /** What the charges and accounts have in the end. */
  close(): void {
    for (const { costMinor, settledMinor, visit } of [...this.#charges.values()].flat()) {
      this.#rows.add('charges', {
        id: idOf('charge', visitIndex(this.#clinic, visit)),
        tenant_id: tenantId(this.#clinic),
        patient_id: patientId(this.#clinic, visit.patient),
        session_id: sessionId(this.#clinic, visit),
        source_kind: 'attendance',
        source_id: attendanceId(this.#clinic, visit),
        due_on: dateOf(visit.startMs),
        cost_minor: costMinor,
        settled_minor: settledMinor,
        created_at: at(visit.bookedMs),
        updated_at: at(visit.bookedMs),
      })
    }
    this.#accounts.addTo(this.#rows)
  }
}

/** The last day on which a patient paid, if ever: between the first session and today. */
const paymentsOf = (clinic: Clinic, todayMs: number) => {
  const random = randomFrom(20_000 + clinic.index)
  const spanMs = clinic.set.daysBack * 24 * HOUR_MS
  return Array.from({ length: clinic.set.patients }, (_, patient) => ({
    atMs: todayMs - Math.floor((random() * spanMs) / 2),
    extraMinor: random() < TOO_MUCH ? EXTRA_MINOR : 0,
    isPaying: random() < PAYING,
    patient,
  })).filter(({ isPaying }) => isPaying)
}

/** Charges, cancellations and payments of a clinic. Answers how many payments have a number. */
export const addBooks = (
  rows: { readonly books: Rows; readonly clinic: Clinic },
  of: { todayMs: number; visits: readonly Visit[] },
): number => {
  const books = new Books(rows.books, rows.clinic)
  const happenings: Happening[] = of.visits.flatMap((visit) => [
    {
      atMs: visit.bookedMs,
      run: () => {
        books.charge(visit)
      },
    },
    ...(visit.status === 'cancelled'
      ? [
          {
            atMs: closedMs(visit) ?? 0,
            run: () => {
              books.cancel(visit)
            },
          },
        ]
      : []),
  ])
  for (const payment of paymentsOf(rows.clinic, of.todayMs)) {
    happenings.push({
      atMs: payment.atMs,
      run: () => {
        books.pay(payment)
      },
    })
  }
  for (const { run } of happenings.toSorted((a, b) => a.atMs - b.atMs)) run()
  books.close()
  return books.numbers.payments
}
