import { TENANT_ACCOUNT_KINDS } from '../../src/domain/money/ledger.ts'
import { type Clinic, tenantId } from './clinic.ts'
import type { Rows } from './copy.ts'
import { idOf } from './ids.ts'
import { patientId } from './people.ts'

/** As the guard fills the column that people read: credit and income with the sign they expect. */
const shownMinor = (kind: string, balanceMinor: number): number =>
  ['patient-credit', 'revenue', 'opening-balance'].includes(kind) ? 0 - balanceMinor : balanceMinor

interface Account {
  balanceMinor: number
  readonly id: string
  readonly kind: (typeof TENANT_ACCOUNT_KINDS)[number] | 'patient-credit' | 'patient-receivable'
  readonly patient: number | null
  version: number
}

/** Balances that grow with each entry, as `fin.post` lets them grow. */
export class Accounts {
  readonly #byKey = new Map<string, Account>()
  readonly #clinic: Clinic

  constructor(clinic: Clinic) {
    this.#clinic = clinic
    const { index, set } = clinic
    const first = index * (TENANT_ACCOUNT_KINDS.length + 2 * set.patients)
    for (const [nth, kind] of TENANT_ACCOUNT_KINDS.entries()) {
      this.#open({ id: idOf('account', first + nth), kind, patient: null })
    }
    for (let patient = 0; patient < set.patients; patient += 1) {
      const next = first + TENANT_ACCOUNT_KINDS.length + 2 * patient
      this.#open({ id: idOf('account', next), kind: 'patient-credit', patient })
      this.#open({ id: idOf('account', next + 1), kind: 'patient-receivable', patient })
    }
  }

  #open(of: Pick<Account, 'id' | 'kind' | 'patient'>): void {
    this.#byKey.set(`${of.kind} ${of.patient ?? ''}`, { ...of, balanceMinor: 0, version: 0 })
  }

  /** What the account has after one more entry. */
  post(kind: Account['kind'], patient: number | null, amountMinor: number): Readonly<Account> {
    const account = this.#byKey.get(`${kind} ${patient ?? ''}`)
    if (account === undefined) throw new Error(`there is no account ${kind}`)
    account.balanceMinor += amountMinor
    account.version += 1
    return account
  }

  /** In the end, with what they have then. Patients point at theirs afterwards. */
  addTo(rows: Rows): void {
    for (const account of this.#byKey.values()) {
      const isReceivable = account.kind === 'patient-receivable'
      rows.add('ledger_accounts', {
        id: account.id,
        tenant_id: tenantId(this.#clinic),
        kind: account.kind,
        patient_id: account.patient === null ? null : patientId(this.#clinic, account.patient),
        currency: 'INR',
        shown_minor: shownMinor(account.kind, account.balanceMinor),
        balance_minor: account.balanceMinor,
        version: account.version,
        floor_minor: isReceivable ? 0 : null,
        ceil_minor: account.kind === 'patient-credit' ? 0 : null,
        updated_at: this.#clinic.openedAt,
        created_at: this.#clinic.openedAt,
      })
    }
  }
}
