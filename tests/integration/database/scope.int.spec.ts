import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { commitTransaction, initTransaction, killTransaction, type PayloadRequest } from 'payload'
import { query } from '../../../src/db/query.ts'
import { asSystem, inTenants } from '../../../src/db/scope.ts'
import { RUNTIME_ROLE, scopedPoolClass } from '../../../src/db/pool.ts'
import { slugs } from '../../../src/slugs.ts'
import { startTestApp, type TestApp, type TestUser } from '../../support/app.ts'
import { type Clinic, createClinic, createSuperAdmin } from '../../support/clinic.ts'
import { adapterOf, asRoot } from '../../support/sql.ts'

const SEEN = `select current_setting('app.tenants', true) as tenants, current_user as role,
                     pg_backend_pid() as pid`

interface Seen {
  pid: number
  role: string
  tenants: string
}

let app: TestApp
let clinic: Clinic
let other: Clinic

const scopeOf = async (req: PayloadRequest): Promise<Seen> =>
  (await query<Seen>(req, SEEN))[0] as Seen

const addMembership = (user: TestUser, tenant: string, active = true) =>
  asSystem('test', async () =>
    app.payload.create({
      collection: slugs.memberships,
      data: { active, roles: ['operator'], tenant, user: user.id },
      overrideAccess: true,
      req: await app.reqOf(),
    }),
  )

beforeAll(async () => {
  app = await startTestApp()
  clinic = await createClinic(app)
  other = await createClinic(app)
  // What each write saw, kept by a trigger, because requests over HTTP cannot be asked.
  await app.sql(
    `create table public.seen (name text, tenants text, role text);
     create function public.note() returns trigger language plpgsql security definer as $$
     begin
       insert into public.seen values (new.first_name, current_setting('app.tenants', true),
                                       current_setting('role'));
       return null;
     end $$;
     create trigger note after insert on contacts for each row execute function public.note()`,
  )
})
afterAll(() => app.close())

describe('the tenants that a connection sees', () => {
  it('should be exactly those of the active memberships of the person who asks', async () => {
    const closed = await createClinic(app)
    const { admin } = clinic
    await addMembership(admin, other.tenant.id)
    await addMembership(admin, (await createClinic(app)).tenant.id, false)
    await addMembership(admin, closed.tenant.id)
    await app.sql('update tenants set suspended_at = now() where id = $1', [closed.tenant.id])
    const expected = [clinic.tenant.id, other.tenant.id].sort().join(',')
    expect(await scopeOf(await app.reqOf(admin))).toMatchObject({
      role: RUNTIME_ROLE,
      tenants: expected,
    })
  })

  it('should be none without a person and outside of any request, and no clinic for the platform admin', async () => {
    const platform = await createSuperAdmin(app)
    const { rows } = await adapterOf(app).pool.query<Seen>(SEEN)
    expect(rows[0]).toMatchObject({ role: RUNTIME_ROLE, tenants: '' })
    expect(await scopeOf(await app.reqOf())).toMatchObject({ role: RUNTIME_ROLE, tenants: '' })
    expect(await scopeOf(await app.reqOf(platform))).toMatchObject({
      tenants: '00000000-0000-0000-0000-000000000000',
    })
  })

  it('should be all for named system work, whoever it works for, and only while it lasts', async () => {
    const req = await app.reqOf(clinic.operator)
    expect(await asSystem('test', () => scopeOf(req))).toMatchObject({ tenants: '*' })
    expect(await scopeOf(req)).toMatchObject({ tenants: clinic.tenant.id })
  })

  it.each(['REST', 'GraphQL'])('should be those of the caller for a write by %s', async (entry) => {
    const ways: Record<string, (as: TestUser, firstName: string) => Promise<unknown>> = {
      GraphQL: (as, firstName) =>
        app.graphql(
          'mutation ($data: mutationContactInput!) { createContact(data: $data) { id } }',
          {
            as,
            variables: { data: { firstName } },
          },
        ),
      REST: (as, firstName) => app.rest('POST', '/contacts', { as, body: { firstName } }),
    }
    await Promise.all([
      ways[entry]?.(clinic.operator, `${entry} here`),
      ways[entry]?.(other.operator, `${entry} there`),
    ])
    const seen = await app.sql(`select * from seen where name like $1 order by name`, [
      `${entry} %`,
    ])
    expect(seen).toEqual([
      { name: `${entry} here`, role: RUNTIME_ROLE, tenants: clinic.tenant.id },
      { name: `${entry} there`, role: RUNTIME_ROLE, tenants: other.tenant.id },
    ])
  })
})

describe('a pool that is too small for everybody', () => {
  const people = (): TestUser[] => [
    clinic.operator,
    other.operator,
    clinic.therapist,
    other.therapist,
  ]
  const tenantOf = (index: number): string => (index % 2 === 0 ? clinic : other).tenant.id

  /** One request: reads, and writes in a transaction that ends well or badly. */
  const work = async (index: number): Promise<Seen[]> => {
    const req = await app.reqOf(people()[index % 4])
    const before = await scopeOf(req)
    await initTransaction(req)
    const inside = await scopeOf(req)
    await query(req, index % 3 === 0 ? 'select 1 / 0' : 'select 1').catch(() => undefined)
    const end = index % 5 === 0 ? killTransaction : commitTransaction
    await end(req).catch(() => undefined)
    const after = await scopeOf(await app.reqOf(people()[index % 4]))
    return [before, inside, after]
  }

  it.each([1, 2])(
    'should still show each of 120 waiting requests its own tenant, on %i connections',
    async (max) => {
      const { pool } = adapterOf(app)
      const options = pool.options as { max: number }
      const usual = options.max
      const idle = await Promise.all(pool._idle.map(() => pool.connect()))
      for (const client of idle) client.release(true)
      options.max = max
      const seen = await Promise.all(Array.from({ length: 120 }, (_, index) => work(index)))
      options.max = usual
      const wrong = seen.flatMap((scopes, index) =>
        scopes.filter(({ role, tenants }) => role !== RUNTIME_ROLE || tenants !== tenantOf(index)),
      )
      expect(new Set(seen.flat().map(({ pid }) => pid)).size).toBe(max)
      expect(wrong).toEqual([])
    },
  )
})

describe('one connection that serves one person after the other', () => {
  const Pool = scopedPoolClass({ asRuntimeRole: true })
  let pool: InstanceType<typeof Pool>
  const see = (tenant: string): Promise<Seen> =>
    inTenants([tenant], async () => (await pool.query<Seen>(SEEN)).rows[0] as Seen)

  beforeAll(() => {
    pool = new Pool({ connectionString: app.database.appUrl, max: 1 })
  })
  afterAll(() => pool.end())

  const ENDINGS = [
    ['a rollback', ['select 1', 'rollback']],
    ['a commit', ['select 1', 'commit']],
    ['a COMMIT that PostgreSQL turned into a ROLLBACK', ['select 1 / 0', 'commit']],
    ['a COMMIT that failed', ["insert into late_scope values ('a'), ('a')", 'commit']],
    ['a rollback to a savepoint', ['savepoint s', 'select 1', 'rollback to savepoint s', 'commit']],
  ] as const

  beforeAll(() =>
    asRoot(
      app.database,
      `create table public.late_scope (name text unique deferrable initially deferred);
       grant insert on public.late_scope to ${RUNTIME_ROLE}`,
    ),
  )

  describe.each(ENDINGS)('after %s', (_, statements) => {
    it.each(['a', 'b', 'c'])(
      'should show the next person (%s) their own tenants, as the runtime role',
      async (next) => {
        await see('a')
        await inTenants(['b'], async () => {
          const client = await pool.connect()
          await client.query('begin')
          for (const statement of statements) await client.query(statement).catch(() => undefined)
          client.release()
        })
        expect(await see(next)).toMatchObject({ role: RUNTIME_ROLE, tenants: next })
      },
    )
  })

  it('should begin with the runtime role when its first transaction fails', async () => {
    await pool.end()
    pool = new Pool({ connectionString: app.database.appUrl, max: 1 })
    await inTenants(['b'], async () => {
      const client = await pool.connect()
      await client.query('begin')
      await client.query('select 1 / 0').catch(() => undefined)
      await client.query('commit')
      client.release()
    })
    expect(await see('b')).toMatchObject({ role: RUNTIME_ROLE, tenants: 'b' })
  })

  it('should not hand a scope on when its backend is killed', async () => {
    const { pid } = await see('a')
    await asRoot(app.database, `select pg_terminate_backend(${pid}, 5000)`)
    const failed = await see('b').catch(() => ({ pid: 0, role: RUNTIME_ROLE, tenants: 'b' }))
    const next = await see('c')
    expect(failed).toMatchObject({ role: RUNTIME_ROLE, tenants: 'b' })
    expect(next).toMatchObject({ role: RUNTIME_ROLE, tenants: 'c' })
    expect(next.pid).not.toBe(pid)
  })

  it('should keep the scope of who asked, not of who released the connection', async () => {
    const seen = await Promise.all(
      Array.from({ length: 60 }, (_, index) => see(`tenant-${index % 7}`)),
    )
    expect(seen.map(({ tenants }) => tenants)).toEqual(
      Array.from({ length: 60 }, (_, index) => `tenant-${index % 7}`),
    )
  })

  it('should not send a statement whose scope could not be set', async () => {
    const client = await pool.connect()
    await client.query('begin')
    await client.query('select 1 / 0').catch(() => undefined)
    const sent = inTenants(['other'], () => client.query(SEEN))
    await expect(sent).rejects.toMatchObject({ code: '25P02' })
    await client.query('rollback')
    client.release()
  })
})
