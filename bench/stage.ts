import { createHash } from 'node:crypto'
import { keyFor, TOKEN_KEY } from '../src/operations/signIn/signInToken.ts'
import { createTestDatabase, type TestDatabase } from '../tests/support/database.ts'
import { type Environment, environmentFor, openWorkspace } from '../tests/support/processes.ts'
import type { Cleanup } from '../tests/proofs/support/prove.ts'
import { type Client, connect } from '../tests/proofs/support/servers.ts'
import { type Clinic, clinicOf, emailOf, PASSWORD, tenantId } from './load/clinic.ts'
import { type Loaded, loadSet } from './load/load.ts'
import { DATA_SETS, type DataSet, type DataSetName } from './load/sets.ts'
import { CONNECTIONS } from './measure.ts'
import { type Running, startRaw, startStock } from './yardsticks.ts'

export type { Running }

type Who = Parameters<typeof emailOf>[1]

export interface Stage {
  /** Keeps its connections to our server. */
  readonly client: Client
  /** The clinic that is measured: the first of the set. */
  readonly clinic: Clinic
  readonly loaded: Loaded
  readonly ours: Running
  readonly raw: () => Promise<Running>
  readonly set: DataSet
  /** Started when the first row needs it. */
  readonly stock: () => Promise<Running>
  /** Runs SQL as the owner. */
  readonly sql: TestDatabase['sql']
  /** `YYYY-MM-DD`, the day around which the sessions lie. */
  readonly today: string
  /** A token of somebody, of ours or of another server. */
  readonly tokenOf: (who: Who, at?: { server?: Running; tenant?: number }) => Promise<string>
  /** As ours, on a copy of its data that has no row-level security, and records nothing. */
  readonly unrecorded: () => Promise<Running>
}

const UNRECORDED = `--import=${new URL('unrecorded.mjs', import.meta.url).href}`

const WALLS_DOWN = `
  do $walls$
  declare
    v_table regclass;
  begin
    for v_table in select polrelid from pg_policy where polname = 'tenant_wall' loop
      execute format('alter table %s disable row level security', v_table);
    end loop;
  end
  $walls$`

/** The same for every caller, made when the first one asks. */
const once = <T>(make: () => Promise<T>): (() => Promise<T>) => {
  let made: Promise<T> | undefined
  return () => (made ??= make())
}

/** The product as it is started in production, admin panel included, in a process of its own. */
const startOurs = async (
  cleanup: Cleanup,
  database: TestDatabase,
  env: Environment = {},
): Promise<Running> => {
  const workspace = openWorkspace({ env: environmentFor(database) })
  cleanup(workspace.close)
  const startedAt = performance.now()
  const child = workspace.start(['serve'], { LOG_LEVEL: 'error', ...env })
  cleanup(async () => {
    child.kill('SIGTERM')
    await child.ended
  })
  const { port = 0 } = await child.ready
  return { pid: child.pid, port, startSeconds: (performance.now() - startedAt) / 1000 }
}

const signIn = async (port: number, email: string): Promise<string> => {
  const response = await fetch(`http://127.0.0.1:${port}/api/users/login`, {
    body: JSON.stringify({ email, password: PASSWORD }),
    headers: { 'content-type': 'application/json' },
    method: 'POST',
  })
  const { token } = (await response.json()) as { token?: string }
  if (token === undefined) throw new Error(`${email} could not sign in: ${response.status}`)
  return token
}

/** Payload's secret is a part of the hash of what it is given; our tokens have a key of that one. */
const keyOf = (given: string): string => {
  const secret = createHash('sha256').update(given).digest('hex').slice(0, 32)
  return keyFor({ secret }, TOKEN_KEY).toString('hex')
}

/** A data set in a database of its own, the product on it, and the yardsticks beside it. */
export const openStage = async (cleanup: Cleanup, name: DataSetName): Promise<Stage> => {
  const set = DATA_SETS[name]
  const today = new Date().toISOString().slice(0, 10)
  const database = await createTestDatabase()
  cleanup(database.drop)
  const { ownerUrl, rootUrl } = database
  const loaded = await loadSet(rootUrl, { set, today })
  // Now, because a database with visitors is not copied.
  const open = await createTestDatabase(database.name)
  cleanup(open.drop)
  const ours = await startOurs(cleanup, database)
  const client = connect({ ...ours, stop: () => Promise.resolve() }, CONNECTIONS)
  cleanup(client.close)
  const clinic = clinicOf(set, 0, today)
  const key = keyOf(environmentFor(database).PAYLOAD_SECRET ?? '')
  const tokens = new Map<string, Promise<string>>()
  return {
    client,
    clinic,
    loaded,
    ours,
    raw: once(() => startRaw(cleanup, { key, ownerUrl, tenant: tenantId(clinic) })),
    set,
    sql: database.sql,
    stock: once(() => startStock(cleanup, { ownerUrl })),
    today,
    unrecorded: once(async () => {
      const running = await startOurs(cleanup, open, { NODE_OPTIONS: UNRECORDED })
      // Now, because it would not start without its walls.
      await open.sql(WALLS_DOWN)
      return running
    }),
    tokenOf(who, { server = ours, tenant = 0 } = {}) {
      const place = `${server.port} ${tenant} ${who}`
      const token = tokens.get(place) ?? signIn(server.port, emailOf(tenant, who))
      tokens.set(place, token)
      return token
    },
  }
}
