// The command line in an app of somebody else's: `caseload …` there, or `payload caseload …`.
import { getPayload, type SanitizedConfig } from 'payload'
import { startWork } from '../jobs/work.ts'
import { sealEvents } from '../operations/operation/sealEvents.ts'
import { parse, print, USAGE_OF_COMMANDS, UsageError, workOf } from './commands.ts'
import { ensureGuarded } from './health.ts'
import { createLog } from './log.ts'
import { onShutdown } from './shutdown.ts'

const USAGE = `caseload <command>

  worker                                  delivers messages
  migrate                                 as payload migrate: schema and guards
${USAGE_OF_COMMANDS}`

const level = (): string => process.env.LOG_LEVEL ?? 'info'

/** Delivers messages until it is told to stop. */
const work = async (config: SanitizedConfig): Promise<never> => {
  const log = createLog(level())
  config.logger = log as never
  const payload = await getPayload({ config })
  await ensureGuarded(payload)
  const loop = await startWork(payload, log)
  log.info('working')
  onShutdown(log, async () => {
    await loop.stop()
    await payload.destroy()
  })
  process.send?.({ ready: true })
  // Payload's command line ends the process as soon as a script has ended.
  return new Promise<never>(() => undefined)
}

/** Answers the exit code. */
const run = async (config: SanitizedConfig, args: string[]): Promise<number> => {
  const { positionals, values } = parse(args)
  const command = positionals.join(' ')
  if (values.help === true || command === '') {
    print(USAGE)
    return values.help === true ? 0 : 2
  }
  if (command === 'worker') return work(config)
  const task = workOf(command, values)
  if (task === undefined) throw new UsageError(`unknown command: ${command}`)
  // What a command prints is its answer alone.
  config.logger = createLog(level(), process.stderr.fd) as never
  const payload = await getPayload({ config })
  const code = await task(payload)
  if (code === 0) await sealEvents(payload)
  await payload.destroy()
  return code
}

/** What Payload's command line calls with the host's configuration. */
export const script = async (config: SanitizedConfig): Promise<never> => {
  try {
    return process.exit(await run(config, process.argv.slice(3)))
  } catch (error) {
    const isUsage = error instanceof UsageError
    const text = error instanceof Error ? error.message : 'unknown'
    process.stderr.write(isUsage ? `${text}\n\n${USAGE}\n` : `${text}\n`)
    return process.exit(isUsage ? 2 : 1)
  }
}
