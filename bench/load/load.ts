import pg from 'pg'
import { addBooks } from './books.ts'
import { addClinic, type Clinic, clinicOf, tenantId } from './clinic.ts'
import { Rows } from './copy.ts'
import { addPeople } from './people.ts'
import { addSessions, at } from './sessions.ts'
import type { DataSet } from './sets.ts'
import { planVisits } from './visits.ts'

const DAY_MS = 86_400_000

/**
 * They fill rows that the loader brings along, each with an id of its own. Everything else stays on while
 * it loads: what refuses, the constraints, the foreign keys. `caseload doctor` sees the difference.
 */
const FILLING = [
  ['tenants', 'open_tenant_accounts'],
  ['patients', 'open_patient_accounts'],
  ['sessions', 'claims_follow_session'],
] as const

export interface Loaded {
  readonly rows: number
  readonly seconds: number
}

const COUNTERS = `
  insert into number_counters (tenant_id, series, last)
  select $1, series, last from unnest($2::text[], $3::bigint[]) as c (series, last)`

const POINT_AT_ACCOUNTS = `
  update patients p set credit_account_id = c.id, dues_account_id = d.id
    from ledger_accounts c, ledger_accounts d
   where p.tenant_id = $1 and c.tenant_id = $1 and d.tenant_id = $1
     and c.patient_id = p.id and c.kind = 'patient-credit'
     and d.patient_id = p.id and d.kind = 'patient-receivable'`

/** One clinic in one transaction. */
const loadClinic = async (
  client: pg.ClientBase,
  clinic: Clinic,
  todayMs: number,
): Promise<number> => {
  const visits = planVisits(clinic, todayMs)
  const rows = new Rows()
  const books = new Rows('payments', 'ledger_accounts', 'ledger_transfers')
  addClinic(rows, clinic)
  addPeople(rows, clinic)
  addSessions(rows, clinic, { nowMs: todayMs, visits })
  const payments = addBooks({ books, clinic }, { todayMs, visits })
  await client.query('begin')
  // Charges are written by posting only; the loader posts.
  await client.query(`select set_config('fin.posting', 'on', true)`)
  const count = (await rows.copyTo(client)) + (await books.copyTo(client))
  await client.query(POINT_AT_ACCOUNTS, [tenantId(clinic)])
  const { patients, sessions } = clinic.set
  const series = { patients, payments, sessions }
  await client.query(COUNTERS, [tenantId(clinic), Object.keys(series), Object.values(series)])
  await client.query('commit')
  return count
}

const switchFilling = async (client: pg.ClientBase, to: 'disable' | 'enable'): Promise<void> => {
  for (const [table, trigger] of FILLING) {
    await client.query(`alter table ${table} ${to} trigger ${trigger}`)
  }
}

const open = async (rootUrl: string): Promise<pg.Client> => {
  const client = new pg.Client({ connectionString: rootUrl })
  await client.connect()
  await client.query(`set app.tenants = '*'; set synchronous_commit = off`)
  return client
}

/**
 * Fills an empty, migrated database with a data set, by COPY, as a superuser: row-level security lets no COPY
 * in. The same set and the same day give the same rows, letter for letter. `today`: `YYYY-MM-DD`, the day around which the sessions lie.
 */
export const loadSet = async (
  rootUrl: string,
  of: { set: DataSet; today: string; width?: number },
): Promise<Loaded> => {
  const startedAt = performance.now()
  const todayMs = Date.parse(`${of.today}T00:00:00Z`)
  const openedAt = at(todayMs - (of.set.daysBack + 60) * DAY_MS)
  const clients = await Promise.all(Array.from({ length: of.width ?? 2 }, () => open(rootUrl)))
  const [first] = clients
  if (first === undefined) throw new Error('there is no connection to load over')
  let rows = 0
  try {
    const { rowCount } = await first.query('select from tenants limit 1')
    if (rowCount !== 0) throw new Error('only an empty database is loaded')
    await switchFilling(first, 'disable')
    const waiting = Array.from({ length: of.set.tenants }, (_, index) => index).values()
    await Promise.all(
      clients.map(async (client) => {
        for (const index of waiting) {
          rows += await loadClinic(client, clinicOf(of.set, index, openedAt), todayMs)
        }
      }),
    )
    await switchFilling(first, 'enable')
    await first.query(`select setval('patients_rels_id_seq', (select max(id) from patients_rels))`)
    await first.query('vacuum (analyze)')
  } finally {
    await Promise.all(clients.map((client) => client.end()))
  }
  return { rows, seconds: (performance.now() - startedAt) / 1000 }
}
