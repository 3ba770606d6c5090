import type { DatabaseAdapterObj, Payload, PayloadRequest, Where } from 'payload'
import pg from 'pg'
import { withEarlyId } from './earlyIds.ts'
import { toldTo } from './errors.ts'
import { migrateGuarded } from './guards/apply.ts'
import { claimJobs } from './jobClaims.ts'
import { findLeanly } from './lean/find.ts'
import { scopedPoolClass } from './pool.ts'
import { asSystem, inTenants } from './scope.ts'
import { LoudTransactions } from './transactions.ts'
import type { Adapter } from './types.ts'

export interface AdapterOptions {
  /** The tenants a request may see, or the maker of a filter where Payload hands no request over. */
  tenantsOf: (req: Partial<PayloadRequest> | undefined, where?: Where) => readonly string[]
}

const READS = [
  'count',
  'countGlobalVersions',
  'countVersions',
  'find',
  'findDistinct',
  'findGlobal',
  'findGlobalVersions',
  'findOne',
  'findVersions',
  'queryDrafts',
] as const
const WRITES = [
  'create',
  'createGlobal',
  'createGlobalVersion',
  'createVersion',
  'deleteMany',
  'deleteOne',
  'deleteVersions',
  'updateGlobal',
  'updateGlobalVersion',
  'updateJobs',
  'updateMany',
  'updateOne',
  'updateVersion',
  'upsert',
] as const

type Method = Adapter['find']

const isMigrating = (): boolean => process.env.PAYLOAD_MIGRATING === 'true'

/**
 * Wraps `postgresAdapter` for what Payload 3.90 does not keep on Postgres (integrity §1):
 * commits that fail are errors, no work goes on after a rollback, database errors become refusals
 * without values, jobs are claimed once, no connection leaks, and every statement runs in the tenant
 * scope of its request as a role that owns nothing.
 *
 * Refuses `push` and any idType but uuid.
 */
export const decorateAdapter = (
  base: DatabaseAdapterObj,
  options: AdapterOptions,
): DatabaseAdapterObj => ({
  ...base,
  init: (args: { payload: Payload }) => {
    const adapter = base.init(args) as unknown as Adapter
    refuseUnsafeOptions(adapter)
    adapter.tenantsOf = options.tenantsOf
    adapter.pg = { ...pg, Pool: scopedPoolClass({ asRuntimeRole: !isMigrating() }) }
    const transactions = new LoudTransactions(adapter)
    adapter.beginTransaction = (options) => transactions.begin(options)
    adapter.commitTransaction = (id) => transactions.commit(id)
    adapter.rollbackTransaction = (id) => transactions.rollback(id)
    adapter.ensureAlive = (req, isWrite) => transactions.ensureAlive(req, isWrite)
    for (const name of [...READS, ...WRITES]) {
      const original = adapter[name] as Method | undefined
      if (original === undefined) continue
      const isWrite = (WRITES as readonly string[]).includes(name)
      const run = wrapped(adapter, name, original)
      adapter[name] = async (methodArgs) => {
        const req = methodArgs.req
        try {
          await adapter.ensureAlive(req, isWrite)
          return await inTenants(options.tenantsOf(req, methodArgs.where), () =>
            run.call(adapter, methodArgs),
          )
        } catch (error) {
          throw toldTo(args.payload, error, name)
        }
      }
    }
    connectWithoutLeak(adapter)
    migrateWithGuards(adapter)
    return adapter as unknown as ReturnType<DatabaseAdapterObj['init']>
  },
})

const wrapped = (adapter: Adapter, name: string, original: Method): Method => {
  if (name === 'find') return findLeanly(adapter, original) as Method
  if (name === 'create') return (args) => original.call(adapter, withEarlyId(args))
  return name === 'updateJobs' ? claimJobs(adapter, original) : original
}

const refuseUnsafeOptions = (adapter: Adapter): void => {
  if (adapter.push !== false) {
    throw new Error(
      'caseload: set `push: false` in postgresAdapter(). Schema push silently drops the guards.',
    )
  }
  if (adapter.prodMigrations !== undefined) {
    throw new Error(
      'caseload: leave `prodMigrations` out and run `payload migrate`. What serves owns no table.',
    )
  }
  if (adapter.idType !== 'uuid' && adapter.idType !== 'uuidv7') {
    throw new Error("caseload: set `idType: 'uuidv7'` (or 'uuid') in postgresAdapter().")
  }
}

/**
 * Payload checks one connection out when it connects and never gives it back (#11727), and another one
 * whenever that one is reset. The pool replaces what is lost by itself.
 */
const connectWithoutLeak = (adapter: Adapter): void => {
  const connect = adapter.connect.bind(adapter)
  adapter.connect = async (connectArgs) => {
    const isFirst = (adapter.pool as unknown) === undefined
    await asSystem('migrate', () => connect(connectArgs))
    if (!isFirst) return
    const idle = new Set(adapter.pool._idle.map(({ client }) => client))
    for (const client of adapter.pool._clients) {
      if (idle.has(client)) continue
      client.removeAllListeners('error').on('error', () => undefined)
      client.release?.()
    }
  }
  const destroy = adapter.destroy?.bind(adapter)
  adapter.destroy = async () => {
    await destroy?.()
    if (!adapter.pool.ended) await adapter.pool.end()
  }
}

/** A migration that ends without its guards would open what they close, so the guards belong to it. */
const migrateWithGuards = (adapter: Adapter): void => {
  const guarded =
    <Args>(migrate: (args: Args) => Promise<void>) =>
    (args: Args): Promise<void> =>
      asSystem('migrate', () => migrateGuarded(adapter.pool, () => migrate(args)))
  adapter.migrate = guarded(adapter.migrate.bind(adapter))
  adapter.migrateFresh = guarded(adapter.migrateFresh.bind(adapter))
}
