import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import pg from 'pg'
import { startTestApp, type TestApp } from '../../support/app.ts'
import { type Clinic, createClinic } from '../../support/clinic.ts'
import { undone, withClient } from '../../support/sql.ts'
import { crediting, post } from './ledgerPosts.ts'

let app: TestApp
let clinic: Clinic
let foreign: Clinic
let server: pg.Client

beforeAll(async () => {
  app = await startTestApp()
  clinic = await createClinic(app)
  foreign = await createClinic(app)
  server = new pg.Client({ connectionString: app.database.appUrl })
  await server.connect()
  await server.query(`set role caseload_runtime; set app.tenants = '${clinic.tenant.id}'`)
}, 120_000)
afterAll(async () => {
  await server.end()
  await app.close()
})

interface Fault {
  readonly code: string
  readonly constraint?: string | undefined
}

const told = (error: unknown): Fault => {
  const { code, constraint } = error as Fault
  return constraint === undefined ? { code } : { code, constraint }
}

describe('the other doors to the ledger, asked by the server', () => {
  const refusal = (sql: string, values: readonly unknown[]): Promise<Fault> =>
    undone(server, () => server.query(sql, [...values]).then(() => ({ code: 'done' }), told))

  it.each<[string, string, () => readonly unknown[]]>([
    [
      'charges',
      'select fin.lock_charges($1, $2, null)',
      () => [foreign.tenant.id, foreign.patient],
    ],
    ['accounts', 'select fin.close_patient_accounts($1)', () => [foreign.patient]],
    ['currency', `select fin.set_currency($1, 'USD')`, () => [foreign.tenant.id]],
    ['numbers', `select counters.next($1, 'payments')`, () => [foreign.tenant.id]],
  ])('should not touch the %s of another clinic', async (_, sql, values) => {
    expect(await refusal(sql, values())).toEqual({ code: '42501' })
  })

  it('should tell nothing of what another clinic forgave', async () => {
    const { transfer } = await withClient(app.database, 'owner', (owner) =>
      post(owner, crediting(foreign, 5)),
    )
    const ask = () =>
      server.query('select * from fin.forgiveness($1, $2)', [foreign.tenant.id, transfer])
    expect((await ask()).rows).toEqual([])
    await server.query(`set app.tenants = '${foreign.tenant.id}'`)
    const own = await ask()
    await server.query(`set app.tenants = '${clinic.tenant.id}'`)
    expect(own.rows).toHaveLength(1)
  })

  it('should keep the currency once there is an entry', async () => {
    const fault = await undone(server, async () => {
      await post(server, crediting(clinic, 5))
      return server.query(`select fin.set_currency($1, 'USD')`, [clinic.tenant.id]).catch(told)
    })
    expect(fault).toEqual({ code: '23514', constraint: 'ledger_currency_fixed' })
  })

  it('should not be opened by the setting that fin.post uses', async () => {
    await server.query(`set fin.posting = 'on'`)
    const codes = await Promise.all(
      ['charges', 'ledger_accounts', 'ledger_entries', 'ledger_transfers'].map((table) =>
        server.query(`delete from ${table}`).catch(told),
      ),
    )
    await server.query('reset fin.posting')
    expect(codes).toEqual(Array.from({ length: 4 }, () => ({ code: '42501' })))
  })
})
