import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals'
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import type pg from 'pg'
import { type Cluster, startCluster } from '../../../src/server/embedded/cluster.ts'
import { asSuperuser } from '../../../src/server/embedded/database.ts'
import {
  ask,
  type Environment,
  knock,
  openWorkspace,
  TEST_KEYS,
  type Workspace,
} from '../../support/processes.ts'

// Several processes one after the other, on a machine that may be busy.
jest.setTimeout(180_000)

const PASSWORD = 'of-every-login'
const ADMIN = { email: 'first@test.example', password: 'correct horse battery' }

let cluster: Cluster
let dataDir: string
let workspace: Workspace

beforeAll(async () => {
  dataDir = mkdtempSync(path.join(os.tmpdir(), 'caseload-own-'))
  chmodSync(dataDir, 0o755)
  cluster = await startCluster({ dataDir, isDisposable: true, password: PASSWORD })
})
afterAll(async () => {
  await cluster.stop()
  rmSync(dataDir, { force: true, recursive: true })
})

const as = <T>(database: string, work: (client: pg.Client) => Promise<T>): Promise<T> =>
  asSuperuser({ database, password: PASSWORD, port: cluster.port }, work)

const url = (login: string): string =>
  `postgres://${login}:${PASSWORD}@127.0.0.1:${cluster.port}/caseload`

/** What docs/deploy.md tells people to run. */
const documented = (): string => {
  const [, sql = ''] =
    /^```sql\n([\s\S]*?)^```$/m.exec(readFileSync('docs/deploy.md', 'utf8')) ?? []
  return sql.replaceAll('…', PASSWORD)
}

interface Setup {
  readonly env: () => Environment
  readonly logins: readonly string[]
  readonly sql: () => string
}

const KEYS = { ENCRYPTION_KEYS: TEST_KEYS }

const login = (name: string, attributes = ''): string =>
  `create role ${name} login ${attributes} password '${PASSWORD}';`

const SETUPS: Readonly<Record<string, Setup>> = {
  'one login that may make roles': {
    env: () => ({ DATABASE_URL: url('solo'), ...KEYS }),
    logins: ['solo'],
    sql: () => `${login('solo', 'createrole')} create database caseload owner solo;`,
  },
  'two logins, of which the owner may make roles': {
    env: () => ({ DATABASE_OWNER_URL: url('maker'), DATABASE_URL: url('server'), ...KEYS }),
    logins: ['maker', 'server'],
    sql: () =>
      `${login('maker', 'createrole')} ${login('server')} create database caseload owner maker;`,
  },
  'two logins and the role, as docs/deploy.md says': {
    env: () => ({
      DATABASE_OWNER_URL: url('caseload_owner'),
      DATABASE_URL: url('caseload_app'),
      ...KEYS,
    }),
    logins: ['caseload_owner', 'caseload_app'],
    sql: documented,
  },
}

/** `create database` stands alone; every statement is one. */
const execute = (sql: string): Promise<void> =>
  as('postgres', async (client) => {
    for (const statement of sql.split(';').filter((text) => text.trim() !== '')) {
      await client.query(statement)
    }
  })

afterEach(async () => {
  await workspace.close()
  await as('postgres', async (client) => {
    await client.query('drop database caseload with (force)')
    const { rows } = await client.query<{ name: string }>(
      `select rolname as name from pg_roles where rolname !~ '^pg_' and rolname <> 'postgres'`,
    )
    await client.query(`drop role ${rows.map(({ name }) => name).join(', ')}`)
  })
})

/** Writes down as whom the server writes clinics. */
const witness = (client: pg.Client): Promise<unknown> =>
  client.query(
    `create table witness (acts_as text, signed_in_as text);
     grant insert on witness to public;
     create function see() returns trigger language plpgsql as $$
       begin insert into witness values (current_user, session_user); return null; end $$;
     create trigger see after insert or update on tenants for each statement execute function see()`,
  )

describe.each(Object.entries(SETUPS))('a PostgreSQL with %s', (_, setup) => {
  it('should migrate, serve and pass doctor without any superuser, and serve as caseload_runtime', async () => {
    await execute(setup.sql())
    workspace = openWorkspace({
      env: {
        ...setup.env(),
        CASELOAD_ADMIN_PASSWORD: ADMIN.password,
        PAYLOAD_SECRET: 's'.repeat(40),
      },
    })
    expect(await workspace.run(['migrate'])).toMatchObject({ code: 0 })
    const doctor = await workspace.run(['doctor', '--json'])
    expect(JSON.parse(doctor.stdout)).toMatchObject({ ok: true })
    expect(await workspace.run(['migrate'])).toMatchObject({ code: 0 })
    const made = await workspace.run([
      ...['admin', 'create', '--email', ADMIN.email, '--first-name', 'F', '--last-name', 'A'],
    ])
    expect(made).toMatchObject({ code: 0, stderr: '' })

    await as('caseload', witness)
    const server = await workspace.serve()
    expect(await knock(server, '/ready')).toBe(200)
    const { body, status } = await ask(server, ['POST', '/api/users/login'], { body: ADMIN })
    expect(status).toBe(200)
    const tenant = await ask(server, ['POST', '/api/tenants'], {
      body: { name: 'Hill Road', preset: 'single-clinic' },
      token: body.token as string,
    })
    expect(tenant.status).toBe(201)

    const seen = await as('caseload', async (client) => ({
      connected: (
        await client.query<{ name: string }>(
          `select distinct usename as name from pg_stat_activity
            where datname = 'caseload' and pid <> pg_backend_pid()`,
        )
      ).rows,
      superusers: (await client.query('select rolname from pg_roles where rolsuper')).rows,
      witness: (await client.query('select distinct acts_as, signed_in_as from witness')).rows,
    }))
    const serves = setup.logins.at(-1)
    expect(seen).toEqual({
      connected: [{ name: serves }],
      superusers: [{ rolname: 'postgres' }],
      witness: [{ acts_as: 'caseload_runtime', signed_in_as: serves }],
    })
  })
})
