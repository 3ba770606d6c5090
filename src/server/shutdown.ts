import type { Logger } from './log.ts'

const LIMIT_MS = 30_000

/**
 * Runs `stop` once, on SIGTERM or Ctrl-C: not ready, drain, finish, release, close. A second signal, or
 * half a minute, ends the process at once.
 */
export const onShutdown = (log: Logger, stop: () => Promise<void>): void => {
  let isStopping = false
  const end = (signal: NodeJS.Signals): void => {
    if (isStopping) process.exit(1)
    isStopping = true
    log.info({ signal }, 'stopping')
    setTimeout(() => {
      log.error('did not stop in time')
      process.exit(1)
    }, LIMIT_MS).unref()
    stop().then(
      () => {
        log.info('stopped')
        process.exit(0)
      },
      (error: unknown) => {
        log.error({ err: error instanceof Error ? error.message : 'unknown' }, 'failed to stop')
        process.exit(1)
      },
    )
  }
  process.on('SIGTERM', end)
  process.on('SIGINT', end)
}
