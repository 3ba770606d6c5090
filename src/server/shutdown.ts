import type { Logger } from './log.ts'

const LIMIT_MS = 30_000
/** Ctrl-C reaches us and whoever started us, who passes it on: that is one wish, told twice. */
const ONE_WISH_MS = 1_000

/**
 * Runs `stop` once, on SIGTERM or Ctrl-C: not ready, drain, finish, release, close. Another signal a
 * second later, or half a minute, ends the process at once.
 */
export const onShutdown = (log: Logger, stop: () => Promise<void>): void => {
  let stoppingSinceMs: number | undefined
  const end = (signal: NodeJS.Signals): void => {
    if (stoppingSinceMs !== undefined) {
      if (performance.now() - stoppingSinceMs > ONE_WISH_MS) process.exit(1)
      return
    }
    stoppingSinceMs = performance.now()
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
