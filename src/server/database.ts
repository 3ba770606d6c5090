import { startCluster } from './embedded/cluster.ts'
import { ensureDatabase } from './embedded/database.ts'
import type { Env } from './env.ts'
import { readSecrets } from './secrets.ts'

export interface OpenDatabase {
  readonly appUrl: string
  /** Stops the embedded PostgreSQL, unless another process still works with it. */
  readonly close: () => Promise<void>
  readonly isEmbedded: boolean
  readonly ownerUrl: string
}

/** A start that fails leaves no PostgreSQL behind. */
export const closeOnFailure = async <T>(
  database: OpenDatabase,
  start: () => Promise<T>,
): Promise<T> => {
  try {
    return await start()
  } catch (error) {
    await database.close()
    throw error
  }
}

/** The database of DATABASE_URL, or the embedded PostgreSQL with its data in the data folder. */
export const openDatabase = async (env: Env): Promise<OpenDatabase> => {
  if (env.DATABASE_URL !== undefined) {
    return {
      appUrl: env.DATABASE_URL,
      close: () => Promise.resolve(),
      isEmbedded: false,
      ownerUrl: env.DATABASE_OWNER_URL ?? env.DATABASE_URL,
    }
  }
  const { postgresPassword: password } = readSecrets(env.CASELOAD_DATA_DIR)
  const cluster = await startCluster({ dataDir: env.CASELOAD_DATA_DIR, password })
  const urls = await ensureDatabase({ database: 'caseload', password, port: cluster.port })
  return {
    ...urls,
    close: cluster.release,
    isEmbedded: true,
  }
}
