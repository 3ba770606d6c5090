import {
  parse,
  print,
  USAGE_OF_COMMANDS,
  UsageError,
  type Values,
  type Work,
  workOf,
} from './commands.ts'
import { EnvironmentError, readEnv } from './env.ts'

const USAGE = `caseload <command>

  serve [--worker] [--no-admin] [--dev]   the web server; --worker also delivers messages
  worker                                  delivers messages
  migrate                                 brings schema and guards to this release
  seed [--today DATE] [--small]           demo tenants, once; of a day instead of now, or a few days only
  seed --remove-demo                      removes the demo tenants with everything of theirs
${USAGE_OF_COMMANDS}`

/** A command on the database and the configuration of the product. */
const onProduct = async (work: Work): Promise<number> => {
  const env = readEnv()
  const [{ openDatabase }, { loadPayload }] = await Promise.all([
    import('./database.ts'),
    import('./load.ts'),
  ])
  const database = await openDatabase(env)
  try {
    const { payload } = await loadPayload(env, database)
    const code = await work(payload)
    // What was done here is sealed here, whether or not a worker runs.
    const { sealEvents } = await import('../operations/operation/sealEvents.ts')
    if (code === 0) await sealEvents(payload)
    await payload.destroy()
    return code
  } finally {
    await database.close()
  }
}

const seedDemo = async (values: Values): Promise<void> => {
  const { removeDemo, seed } = await import('../../seed/seed.ts')
  const say = (line: string): void => {
    process.stderr.write(`${line}\n`)
  }
  if (values['remove-demo'] === true) return removeDemo(readEnv(), say)
  print(await seed(readEnv(), { isSmall: values.small === true, say, today: values.today }))
}

/** Answers the exit code; undefined: the process goes on. */
const run = async (args: string[]): Promise<number | undefined> => {
  const { positionals, values } = parse(args)
  const command = positionals.join(' ')
  if (values.help === true || command === '') {
    print(USAGE)
    return command === '' && values.help !== true ? 2 : 0
  }
  const work = workOf(command, values)
  if (work !== undefined) return onProduct(work)
  switch (command) {
    case 'migrate':
      await (await import('./migrate.ts')).migrate(readEnv())
      return 0
    case 'seed':
      await seedDemo(values)
      return 0
    case 'serve': {
      const env = readEnv()
      const { serve } = await import('./serve.ts')
      const { port } = await serve(env, {
        isDev: values.dev === true,
        withAdmin: values['no-admin'] !== true && env.WITH_ADMIN,
        withWorker: values.worker === true,
      })
      process.send?.({ port, ready: true })
      return undefined
    }
    case 'worker':
      await (await import('./worker.ts')).work(readEnv())
      process.send?.({ ready: true })
      return undefined
    default:
      throw new UsageError(`unknown command: ${command}`)
  }
}

// Once nobody reads what is said here it is lost, and the work goes on: thrown as a fault it would be said
// again, without end.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined)

try {
  const code = await run(process.argv.slice(2))
  if (code !== undefined) process.exit(code)
} catch (error) {
  if (error instanceof UsageError) {
    process.stderr.write(`${error.message}\n\n${USAGE}\n`)
    process.exit(2)
  }
  const isPlain = error instanceof EnvironmentError || process.env.LOG_LEVEL !== 'debug'
  process.stderr.write(`${isPlain ? (error as Error).message : (error as Error).stack}\n`)
  process.exit(1)
}
