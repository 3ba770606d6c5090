import type { Payload } from 'payload'
import { RateLimiterMemory, RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible'
import { asSystem } from '../../db/scope.ts'
import type { Adapter } from '../../db/types.ts'
import type { Env } from '../env.ts'
import type { Logger } from '../log.ts'
import { createCounts, type Verdict, WINDOW_MS } from './counts.ts'

export interface Limits {
  readonly close: () => Promise<void>
  /** Tells the other servers now, and hears from them. */
  readonly share: () => Promise<void>
  /** A form or another call of the admin panel's own pages. */
  readonly takeForm: (address: string) => Verdict[]
  readonly takeReport: (user: string) => Promise<Verdict[]>
  readonly takeRequest: (of: { address: string; user: string | undefined }) => Promise<Verdict[]>
  /** Attempts to sign in, or to get in by mail or code; several where one request tries several. */
  readonly takeSignIns: (address: string, attempts: number) => Promise<Verdict[]>
  /** The tenants that a person works in, as last read. */
  readonly tenantsOf: (user: string) => readonly string[]
}

/** How long the tenants of a person count as known; only what is counted hangs on them. */
const TENANTS_KNOWN_MS = 60_000
const MOST_PEOPLE = 10_000
const PLATFORM = '00000000-0000-0000-0000-000000000000'

const readTenants = async (pool: Adapter['pool'], user: string): Promise<string[]> => {
  const { rows } = await asSystem('resolve-rights', () =>
    pool.query<{ tenant: string }>(
      'select distinct tenant_id as tenant from memberships where user_id = $1 and tenant_id <> $2',
      [user, PLATFORM],
    ),
  )
  return rows.map(({ tenant }) => tenant)
}

const createTenants = (pool: Adapter['pool'], log: Logger) => {
  const known = new Map<string, { tenants: readonly string[]; untilMs: number }>()
  return {
    known: (user: string): readonly string[] => known.get(user)?.tenants ?? [],
    async of(user: string): Promise<readonly string[]> {
      const found = known.get(user)
      if (found !== undefined && found.untilMs > Date.now()) return found.tenants
      if (known.size >= MOST_PEOPLE) known.clear()
      const tenants = await readTenants(pool, user).catch((error: unknown) => {
        log.warn({ err: error }, 'tenants of a person are not known')
        return found?.tenants ?? []
      })
      known.set(user, { tenants, untilMs: Date.now() + TENANTS_KNOWN_MS })
      return tenants
    },
  }
}

/** Counted in the database at every call: rare, dear or dangerous enough to be worth a question. */
const createExact = (
  store: { storeClient: unknown; tableName: string; schemaName: string },
  { name, points }: { name: string; points: number },
) => {
  const options = { duration: WINDOW_MS / 1_000, keyPrefix: name, points }
  const limiter = new RateLimiterPostgres({
    ...options,
    ...store,
    // While the database is away, each server for itself.
    insuranceLimiter: new RateLimiterMemory(options),
    storeType: 'pool',
    tableCreated: true,
  })
  return async (key: string, cost = 1): Promise<Verdict> => {
    const answer = await limiter.consume(key, cost).catch((refused: unknown) => refused)
    if (!(answer instanceof RateLimiterRes)) throw answer
    return {
      isOver: answer.consumedPoints > points,
      limit: points,
      remaining: Math.max(points - answer.consumedPoints, 0),
      resetMs: answer.msBeforeNext,
    }
  }
}

/** The limits of SEC-7 as the environment sets them, kept in `limits.requests` for all servers. */
export const createLimits = (payload: Payload, env: Env, log: Logger): Limits => {
  const { pool } = payload.db as unknown as Adapter
  const store = { schemaName: 'limits', storeClient: pool, tableName: 'requests' }
  const counts = createCounts({
    log,
    store: new RateLimiterPostgres({
      ...store,
      duration: WINDOW_MS / 1_000,
      keyPrefix: '',
      points: Number.MAX_SAFE_INTEGER,
      storeType: 'pool',
      tableCreated: true,
    }),
  })
  const takeReport = createExact(store, { name: 'reports', points: env.RATE_LIMIT_REPORTS })
  const takeSignIn = createExact(store, { name: 'sign-in', points: env.RATE_LIMIT_SIGN_IN })
  const tenants = createTenants(pool, log)
  return {
    close: counts.close,
    share: counts.share,
    takeForm: (address) => [counts.take(`form:${address}`, env.RATE_LIMIT_FORMS)],
    takeReport: async (user) => [await takeReport(user)],
    async takeRequest({ address, user }) {
      if (user === undefined) return [counts.take(`address:${address}`, env.RATE_LIMIT_ADDRESS)]
      const own = counts.take(`user:${user}`, env.RATE_LIMIT_USER)
      // Who is refused takes nothing from colleagues.
      if (own.isOver) return [own]
      const shared = (await tenants.of(user)).map((tenant) =>
        counts.take(`tenant:${tenant}`, env.RATE_LIMIT_TENANT),
      )
      return [own, ...shared]
    },
    takeSignIns: async (address, attempts) => [await takeSignIn(address, attempts)],
    tenantsOf: tenants.known,
  }
}
