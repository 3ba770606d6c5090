import type { Payload, SanitizedConfig } from 'payload'
import type { OpenDatabase } from './database.ts'
import type { Env } from './env.ts'
import { createLog } from './log.ts'
import { readEncryptionKeys, readSecrets } from './secrets.ts'

export interface Loaded {
  readonly config: SanitizedConfig
  readonly payload: Payload
}

/** Leaves in the environment what payload.config.ts reads there, before it is read. */
export const prepareEnvironment = (env: Env, database: OpenDatabase, as: 'app' | 'owner'): void => {
  process.env.DATABASE_URL = database.appUrl
  process.env.DATABASE_OWNER_URL = database.ownerUrl
  process.env.PAYLOAD_SECRET =
    env.PAYLOAD_SECRET ?? readSecrets(env.CASELOAD_DATA_DIR).payloadSecret
  // Who migrates opens nothing.
  if (as === 'app') {
    process.env.ENCRYPTION_KEYS = readEncryptionKeys(env, database)
    delete process.env.ENCRYPTION_KEYS_FILE
  }
  process.env.NEXT_TELEMETRY_DISABLED = '1'
}

/** Starts Payload on a database. As the owner only to migrate. */
export const loadPayload = async (
  env: Env,
  database: OpenDatabase,
  as: 'app' | 'owner' = 'app',
): Promise<Loaded> => {
  prepareEnvironment(env, database, as)
  if (as === 'owner') process.env.PAYLOAD_MIGRATING = 'true'
  const [{ getPayload }, { default: configPromise }] = await Promise.all([
    import('payload'),
    import('../../payload.config.ts'),
  ])
  const config = await configPromise
  // What a command prints is its answer alone; servers and workers put their own log in place.
  config.logger = createLog(env.LOG_LEVEL, process.stderr.fd) as never
  try {
    return { config, payload: await getPayload({ config }) }
  } catch (error) {
    throw database.isEmbedded ? error : named(error, as)
  }
}

/** Says which variable leads to a database that cannot be reached. */
const named = (error: unknown, as: 'app' | 'owner'): unknown => {
  if (!(error instanceof Error) || !error.message.includes('cannot connect to Postgres')) {
    return error
  }
  const variable = as === 'owner' ? 'DATABASE_OWNER_URL or DATABASE_URL' : 'DATABASE_URL'
  return new Error(`${variable}: ${error.message}`, { cause: error })
}
