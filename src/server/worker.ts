import { startWork } from '../jobs/work.ts'
import { closeOnFailure, openDatabase, type OpenDatabase } from './database.ts'
import type { Env } from './env.ts'
import { ensureGuarded } from './health.ts'
import { loadPayload } from './load.ts'
import { createLog } from './log.ts'
import { onShutdown } from './shutdown.ts'

const start = async (env: Env, database: OpenDatabase): Promise<void> => {
  const log = createLog(env.LOG_LEVEL)
  const { payload } = await loadPayload(env, database)
  payload.logger = log
  await ensureGuarded(payload)
  const loop = await startWork(payload, log)
  log.info('working')
  onShutdown(log, async () => {
    await loop.stop()
    await payload.destroy()
    await database.close()
  })
}

/** `caseload worker`: delivers messages and keeps house, until it is told to stop. */
export const work = async (env: Env): Promise<void> => {
  const database = await openDatabase(env)
  await closeOnFailure(database, () => start(env, database))
}
