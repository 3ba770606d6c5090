import { startMessageLoop } from '../jobs/messageLoop.ts'
import { openDatabase } from './database.ts'
import type { Env } from './env.ts'
import { missingGuards } from './health.ts'
import { loadPayload } from './load.ts'
import { createLog } from './log.ts'
import { onShutdown } from './shutdown.ts'

/** `caseload worker`: delivers messages and keeps house, until it is told to stop. */
export const work = async (env: Env): Promise<void> => {
  const log = createLog(env.LOG_LEVEL)
  const database = await openDatabase(env)
  const { payload } = await loadPayload(env, database)
  payload.logger = log
  const missing = await missingGuards(payload)
  if (missing.length > 0) {
    throw new Error(`guards are missing: run \`caseload migrate\` first (${missing.join(', ')})`)
  }
  const loop = await startMessageLoop(payload, log)
  log.info('working')
  onShutdown(log, async () => {
    await loop.stop()
    await payload.destroy()
    await database.close()
  })
}
