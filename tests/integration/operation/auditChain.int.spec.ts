import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals'
import { sealEvents } from '../../../src/operations/operation/sealEvents.ts'
import { verifyChain } from '../../../src/operations/operation/verifyEvents.ts'
import { examine } from '../../../src/server/doctor.ts'
import { startTestApp, type TestApp } from '../../support/app.ts'
import { type Clinic, createClinic } from '../../support/clinic.ts'
import { type Body, get } from '../../support/flows.ts'
import { asRoot, withClient } from '../../support/sql.ts'

let app: TestApp
let clinic: Clinic
/** The lines of the clinic in the order of its chain. */
let chain: Body[] = []

beforeAll(async () => {
  app = await startTestApp()
  clinic = await createClinic(app)
})
afterAll(() => app.close())

const chainOf = (tenant: string): Promise<Body[]> =>
  app.sql<Body>('select seq::int, log_id from audit_seals where tenant_id = $1 order by seq', [
    tenant,
  ])

beforeEach(async () => {
  for (let count = 0; count < 5; count += 1) await get(app, clinic.admin, '/patients?limit=2')
  await sealEvents(app.payload)
  chain = await chainOf(clinic.tenant.id)
})

const record = (action: string): string =>
  `select audit.record('[{"tenant": "${clinic.tenant.id}", "action": "${action}", "resource": "x"}]')`

describe('the sealer', () => {
  it('should chain every line once, without a gap', async () => {
    const [row] = await app.sql('select count(*)::int as lines from audit_log')
    const [sealed] = await app.sql('select count(*)::int as lines from audit_seals')
    expect(sealed).toEqual(row)
    expect(chain.map(({ seq }) => seq as number)).toEqual(chain.map((_, index) => index + 1))
    expect(await sealEvents(app.payload, { isAll: true })).toBe(0)
  })

  it('should leave a line whose transaction is under way, and not pass it over when it commits', async () => {
    await withClient(app.database, 'app', async (late) => {
      await late.query("set role caseload_runtime; set app.tenants = '*'")
      await late.query('begin')
      await late.query(record('late'))
      await get(app, clinic.admin, '/patients?limit=2')
      await sealEvents(app.payload)
      await late.query('commit')
    })
    await sealEvents(app.payload)
    const unsealed = await app.sql(
      'select action from audit_log l where not exists (select from audit_seals where log_id = l.id)',
    )
    expect(unsealed).toEqual([])
    expect(await verifyChain(app.payload, clinic.tenant.id)).toMatchObject({ ok: true })
  })

  it('should not clash with others at the same time', async () => {
    await Promise.all(Array.from({ length: 6 }, () => get(app, clinic.admin, '/patients?limit=2')))
    await Promise.all([1, 2, 3, 4].map(() => sealEvents(app.payload)))
    await sealEvents(app.payload)
    expect(await verifyChain(app.payload, clinic.tenant.id)).toMatchObject({
      broken: null,
      ok: true,
    })
  })
})

/** What a superuser does who switches the triggers off, taken back afterwards. */
const tampered = async (sql: string): Promise<{ answer: Body; findings: readonly string[] }> => {
  const copies = ['audit_log', 'audit_seals', 'audit_heads']
  const keep = copies.map((table) => `create table kept_${table} as table ${table};`).join('')
  await asRoot(app.database, `${keep} set session_replication_role = replica; ${sql}`)
  const { body: answer } = await app.rest('GET', '/audit-log/verify', { as: clinic.admin })
  const checks = await examine(app.payload)
  const back = copies
    .map(
      (table) =>
        `delete from ${table}; insert into ${table} table kept_${table}; drop table kept_${table};`,
    )
    .join('')
  await asRoot(app.database, `set session_replication_role = replica; ${back}`)
  return { answer, findings: checks.find(({ name }) => name === 'audit')?.findings ?? [] }
}

describe('whoever follows the chain', () => {
  it('should find a log whole that nobody touched', async () => {
    const { body } = await app.rest('GET', '/audit-log/verify', { as: clinic.admin })
    expect(body).toEqual({ broken: null, ok: true, sealed: chain.length })
    expect((await examine(app.payload)).find(({ name }) => name === 'audit')?.ok).toBe(true)
  })

  it.each([
    [
      'changed',
      () => `update audit_log set address = 'elsewhere' where id = '${chain[2]?.log_id}'`,
      2,
    ],
    ['missing', () => `delete from audit_log where id = '${chain[1]?.log_id}'`, 1],
    [
      'changed',
      () => `update audit_log a set facts = '{"swapped": true}', request_id = b.request_id
               from audit_log b where (a.id, b.id) in (('${chain[1]?.log_id}', '${chain[3]?.log_id}'),
                                                       ('${chain[3]?.log_id}', '${chain[1]?.log_id}'))`,
      1,
    ],
    [
      'missing',
      () => `delete from audit_log where id = '${chain.at(-1)?.log_id}';
             delete from audit_seals where log_id = '${chain.at(-1)?.log_id}'`,
      -1,
    ],
  ])('should name the first line that is %s', async (fault, sql, index) => {
    const line = chain.at(index)
    const { answer, findings } = await tampered(sql())
    expect(answer.broken).toMatchObject({ fault, id: line?.log_id, seq: line?.seq })
    expect(findings.join()).toContain(String(line?.log_id))
  })

  it('should name a line that was put in beside the chain', async () => {
    const id = '01234567-0000-7000-8000-000000000001'
    const { answer } = await tampered(
      `insert into audit_log (id, tenant_id, action, resource, xid)
         values ('${id}', '${clinic.tenant.id}', 'read', 'patients', '3')`,
    )
    expect(answer.broken).toMatchObject({ fault: 'inserted', id })
  })

  it('should tell nobody else, and nothing of what the lines held', async () => {
    const { status } = await app.rest('GET', '/audit-log/verify', { as: clinic.operator })
    expect(status).toBe(403)
  })
})
