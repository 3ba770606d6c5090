import { readdirSync } from 'node:fs'
import type { Payload } from 'payload'
import { findMissingGuards } from '../db/guards/inventory.ts'
import { keyFindings } from '../operations/operation/checkKeys.ts'
import { asSystem } from '../db/scope.ts'
import type { Adapter } from '../db/types.ts'

/** How often the inventory of guards is read again. A missing one is noticed within twice that. */
const CHECK_EVERY_MS = 20_000

export interface Readiness {
  readonly missing: readonly string[]
  readonly ready: boolean
}

export interface Health {
  readonly check: () => Promise<Readiness>
  /** From now on not ready: the balancer sends nobody here any more. */
  readonly drain: () => void
  readonly isDraining: () => boolean
  readonly markStarted: () => void
}

/** As Payload names them: a date, a time, and what is true afterwards. Ours, or a host's own. */
const MIGRATION = /^(\d{8}_\d{6}\w*)\.[jt]s$/

const knownMigrations = (payload: Payload): string[] =>
  readdirSync(payload.db.migrationDir)
    .flatMap((file) => MIGRATION.exec(file)?.[1] ?? [])
    .sort()

/** Migrations beside the configuration that the database has not had. */
export const pendingMigrations = async (payload: Payload): Promise<string[]> => {
  const { pool } = payload.db as unknown as Adapter
  const known = knownMigrations(payload)
  return asSystem('check-guards', async () => {
    const { rows: exists } = await pool.query<{ there: boolean }>(
      `select to_regclass('public.payload_migrations') is not null as there`,
    )
    if (exists[0]?.there !== true) return known
    const { rows } = await pool.query<{ name: string }>('select name from payload_migrations')
    const done = new Set(rows.map(({ name }) => name))
    return known.filter((name) => !done.has(name))
  })
}

/** The guards that are missing from the database the server talks to. */
export const missingGuards = (payload: Payload): Promise<string[]> =>
  asSystem('check-guards', () =>
    findMissingGuards((payload.db as unknown as Adapter).pool as never),
  )

/** What is wrong with the keys of protected fields. */
export const wrongKeys = (payload: Payload): Promise<string[]> =>
  asSystem('check-keys', () => keyFindings(payload))

/** Refuses to work without every migration and every guard: what they promise would not hold. */
export const ensureGuarded = async (payload: Payload): Promise<void> => {
  const pending = await pendingMigrations(payload)
  if (pending.length > 0) {
    throw new Error(
      `migrations are pending: run \`caseload migrate\` first (${pending.join(', ')})`,
    )
  }
  const missing = await missingGuards(payload)
  if (missing.length > 0) {
    throw new Error(`guards are missing: run \`caseload migrate\` first (${missing.join(', ')})`)
  }
  const wrong = await wrongKeys(payload)
  if (wrong.length > 0) throw new Error(wrong.join('; '))
}

/** True where the database answers. */
const isAnswering = async (payload: Payload): Promise<boolean> => {
  const { pool } = payload.db as unknown as Adapter
  try {
    await asSystem('check-guards', () => pool.query('select 1'))
    return true
  } catch {
    return false
  }
}

/**
 * Ready means: started, database answers, migrations done, all guards in place, all keys open, not draining.
 * Migrations, inventory and keys are read again every 20 s, the database is asked each time.
 * @rule OPS-1
 */
export const createHealth = (payload: Payload): Health => {
  let isDraining = false
  let isStarted = false
  let checkedAt = 0
  let missing: readonly string[] = []
  let underWay: Promise<void> | undefined

  const refresh = async (): Promise<void> => {
    const isStale = Date.now() - checkedAt > CHECK_EVERY_MS || missing.length > 0
    if (!isStale && (await isAnswering(payload))) return
    try {
      const pending = await pendingMigrations(payload)
      missing = [...pending.map((name) => `migration ${name}`), ...(await missingGuards(payload))]
      if (missing.length === 0 && (await wrongKeys(payload)).length > 0) missing = ['keys']
    } catch {
      missing = ['database']
    }
    checkedAt = Date.now()
  }

  return {
    async check() {
      // Whatever the database says: nobody is sent here any more.
      if (isDraining) return { missing: ['draining'], ready: false }
      // Probes that come together share one question to the database.
      underWay ??= refresh().finally(() => {
        underWay = undefined
      })
      await underWay
      const reasons = [...(isStarted ? [] : ['starting']), ...missing]
      return { missing: reasons, ready: reasons.length === 0 }
    },
    drain: () => {
      isDraining = true
    },
    isDraining: () => isDraining,
    markStarted: () => {
      isStarted = true
    },
  }
}
