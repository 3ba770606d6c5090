import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import pg from 'pg'
import { startTestApp, type TestApp } from '../../support/app.ts'
import { undone } from '../../support/sql.ts'
import { fillClinic, type FullClinic } from './tenantRows.ts'

let app: TestApp
let clinic: FullClinic
let owner: pg.Client

beforeAll(async () => {
  app = await startTestApp()
  clinic = await fillClinic(app)
  await fillClinic(app)
  owner = new pg.Client({ connectionString: app.database.ownerUrl })
  await owner.connect()
  await owner.query("set app.tenants = '*'")
}, 120_000)
afterAll(async () => {
  await owner.end()
  await app.close()
})

const TABLES = [
  'charges',
  'ledger_accounts',
  'ledger_entries',
  'ledger_transfers',
  'payment_allocations',
  'payments',
]

interface Violation {
  readonly reference: string
  readonly tenant_id: string
  readonly violation: string
}

/** What the view tells after one corruption that no guard stopped. */
const violationsAfter = (sql: string): Promise<Violation[]> =>
  undone(owner, async () => {
    for (const table of TABLES) await owner.query(`alter table ${table} disable trigger user`)
    await owner.query(sql)
    const { rows } = await owner.query<Violation>('select * from fin.violations order by 1, 2')
    return rows
  })

const mine = (): string => `tenant_id = '${clinic.tenant.id}'`
const one = (table: string, where = 'true'): string =>
  `ctid = (select ctid from ${table} where ${mine()} and ${where} limit 1)`
const accountOf = (kind: string): string => one('ledger_accounts', `kind = '${kind}'`)
const of = (kind: string): string => `account_id = (select id from ledger_accounts
  where ${mine()} and kind = '${kind}' limit 1)`

/** What the corruption is, and the SQL that does it: one row each. */
const CORRUPTIONS: readonly (readonly [violation: string, what: string, sql: () => string])[] = [
  [
    'account-version-gap',
    'an entry far ahead of the others',
    () => `update ledger_entries set account_version = account_version + 9
            where ${one('ledger_entries', of('cash'))}`,
  ],
  [
    'balance-differs',
    'an account that was corrected by hand',
    () => `update ledger_accounts set balance_minor = balance_minor + 1, shown_minor = shown_minor + 1
            where ${accountOf('cash')}`,
  ],
  [
    'balance-differs',
    'an account without entries that has money',
    () =>
      `update ledger_accounts set balance_minor = 1, shown_minor = 1 where ${accountOf('bank')}`,
  ],
  [
    'books-not-zero',
    'money out of nowhere',
    () => `update ledger_accounts set balance_minor = balance_minor + 1, shown_minor = shown_minor + 1
            where ${accountOf('cash')}`,
  ],
  [
    'credit-overdrawn',
    'credit that was spent twice',
    () => `alter table ledger_accounts drop constraint ledger_accounts_below_ceil;
           update ledger_accounts set balance_minor = 1, shown_minor = -1 where ${accountOf('patient-credit')}`,
  ],
  [
    'dues-differ-from-charges',
    'a charge with another cost',
    () => `update charges set cost_minor = cost_minor + 1 where ${one('charges')}`,
  ],
  [
    'dues-differ-from-charges',
    'a charge that is gone',
    () => `delete from charges where ${one('charges')}`,
  ],
  [
    'number-gap',
    'a session number that nobody has',
    () => `update number_counters set last = last + 1 where ${mine()} and series = 'sessions'`,
  ],
  [
    'number-gap',
    'a payment that is gone',
    () => `update payments set number = null where ${one('payments')}`,
  ],
  [
    'payment-not-posted-once',
    'a pending payment that counts',
    () => `update payments set status = 'pending' where ${one('payments')}`,
  ],
  [
    'payment-not-posted-once',
    'a cancelled payment that still counts',
    () => `update payments set status = 'cancelled' where ${one('payments')}`,
  ],
  [
    'payment-not-posted-once',
    'a completed payment that does not count',
    () => `update ledger_transfers set source_id = 'nobody'
            where ${one('ledger_transfers', `kind = 'payment'`)}`,
  ],
  [
    'payment-over-allocated',
    'a payment smaller than what it settles',
    () => `update payments set amount_minor = 1 where amount_minor = 40000 and ${mine()}`,
  ],
  [
    'payment-over-allocated',
    'a cancelled payment that settles',
    () => `update payments set status = 'cancelled' where amount_minor = 40000 and ${mine()}`,
  ],
  [
    'receivable-over-settled',
    'dues below nothing',
    () => `alter table ledger_accounts drop constraint ledger_accounts_above_floor;
           update ledger_accounts set balance_minor = -1, shown_minor = -1
            where ${accountOf('patient-receivable')}`,
  ],
  [
    'running-balance-differs',
    'an entry with another balance after it',
    () => `update ledger_entries set balance_after_minor = balance_after_minor + 1
            where ${one('ledger_entries')}`,
  ],
  [
    'settled-differs-from-allocations',
    'an allocation that is gone',
    () => `delete from payment_allocations where ${one('payment_allocations')}`,
  ],
  [
    'settled-differs-from-allocations',
    'a charge that settles more than was allocated',
    () => `update charges set settled_minor = settled_minor + 1 where ${one('charges')}`,
  ],
  [
    'tenants-mixed',
    'an entry on the account of another clinic',
    () => `alter table ledger_entries drop constraint ledger_entries_account_id_ledger_accounts_id_fk;
           update ledger_entries set account_version = 99, account_id = (
             select id from ledger_accounts where tenant_id <> '${clinic.tenant.id}' limit 1)
            where ${one('ledger_entries')}`,
  ],
  [
    'tenants-mixed',
    'an entry of the transfer of another clinic',
    () => `alter table ledger_entries drop constraint ledger_entries_transfer_id_ledger_transfers_id_fk;
           update ledger_entries set transfer_id = (
             select id from ledger_transfers where tenant_id <> '${clinic.tenant.id}' limit 1)
            where ${one('ledger_entries')}`,
  ],
  [
    'transfer-not-zero',
    'an entry with another amount',
    () =>
      `update ledger_entries set amount_minor = amount_minor + 1 where ${one('ledger_entries')}`,
  ],
  [
    'transfer-not-zero',
    'an entry that is gone',
    () => `delete from ledger_entries where ${one('ledger_entries')}`,
  ],
  [
    'transfer-without-entries',
    'a transfer that moved nothing',
    () => `delete from ledger_entries where transfer_id = (
             select id from ledger_transfers where ${mine()} limit 1)`,
  ],
]

describe('the proof of the ledger', () => {
  it('should find nothing in clinics that charged, were paid, waived and took back', async () => {
    expect(await app.sql('select * from fin.violations')).toEqual([])
    const [books] = await app.sql<{ entries: number; tenants: number }>(
      `select count(*)::int as entries, count(distinct tenant_id)::int as tenants from ledger_entries`,
    )
    expect(books).toEqual({ entries: expect.any(Number), tenants: 2 })
    expect(books?.entries).toBeGreaterThan(10)
  })

  it.each(CORRUPTIONS)('should name %s: %s', async (violation, _, sql) => {
    const found = await violationsAfter(sql())
    expect(found).toContainEqual(
      expect.objectContaining({ tenant_id: clinic.tenant.id, violation }),
    )
  })

  it.each(['charges', 'ledger_entries', 'payment_allocations'])(
    'should name something when any single row of %s is gone',
    async (table) => {
      const rows = await app.sql<{ id: string }>(`select id from ${table} where ${mine()}`)
      for (const { id } of rows) {
        expect(await violationsAfter(`delete from ${table} where id = '${id}'`)).not.toEqual([])
      }
      expect(rows.length).toBeGreaterThan(0)
    },
  )

  it('should have a corruption here for each kind that it knows', () => {
    const view = readFileSync('src/db/guards/45-violations.sql', 'utf8')
    const kinds = [...view.matchAll(/^\s*select '([a-z-]+)'/gm)].map(([, kind]) => kind)
    expect(kinds.length).toBeGreaterThan(10)
    expect([...new Set(CORRUPTIONS.map(([violation]) => violation))].sort()).toEqual(kinds.sort())
  })
})
