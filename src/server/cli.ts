import { parseArgs } from 'node:util'
import { isPreset, PRESETS } from '../domain/tenancy/presets.ts'
import { EnvironmentError, readEnv } from './env.ts'

const USAGE = `caseload <command>

  serve [--worker] [--no-admin] [--dev]   the web server; --worker also delivers messages
  worker                                  delivers messages
  migrate                                 brings schema and guards to this release
  seed [--today DATE] [--small]           demo tenants, once; of a day instead of now, or a few days only
  seed --remove-demo                      removes the demo tenants with everything of theirs
  doctor [--json]                         guards, ledger, claims, messages, configuration
  tenant create --name NAME [--preset P] [--slug S] [--timezone Z] [--currency C]
  admin create --email MAIL --first-name A --last-name B [--tenant SLUG]
                                          without --tenant: an admin of the platform`

class UsageError extends Error {}

const options = {
  currency: { type: 'string' },
  dev: { type: 'boolean' },
  email: { type: 'string' },
  'first-name': { type: 'string' },
  help: { short: 'h', type: 'boolean' },
  json: { type: 'boolean' },
  'last-name': { type: 'string' },
  name: { type: 'string' },
  'no-admin': { type: 'boolean' },
  password: { type: 'string' },
  preset: { type: 'string' },
  'remove-demo': { type: 'boolean' },
  slug: { type: 'string' },
  small: { type: 'boolean' },
  tenant: { type: 'string' },
  timezone: { type: 'string' },
  today: { type: 'string' },
  worker: { type: 'boolean' },
} as const

const parse = (args: string[]) => {
  try {
    return parseArgs({ allowPositionals: true, args, options })
  } catch (error) {
    throw new UsageError((error as Error).message)
  }
}

type Values = ReturnType<typeof parse>['values']

const needed = (values: Values, name: 'email' | 'first-name' | 'last-name' | 'name'): string => {
  const value = values[name]
  if (value === undefined || value.trim() === '') throw new UsageError(`--${name} is missing`)
  return value
}

const print = (text: string): void => {
  process.stdout.write(`${text}\n`)
}

const createTenant = async (values: Values): Promise<void> => {
  const { createTenant: create } = await import('./accounts.ts')
  const preset = values.preset ?? 'therapy-centre'
  if (!isPreset(preset)) throw new UsageError(`--preset is one of ${PRESETS.join(', ')}`)
  const tenant = await create(readEnv(), {
    currency: values.currency,
    name: needed(values, 'name'),
    preset,
    slug: values.slug,
    timezone: values.timezone,
  })
  print(`tenant ${tenant.slug} (${tenant.id})`)
}

const createAdmin = async (values: Values): Promise<void> => {
  const { createAdmin: create } = await import('./accounts.ts')
  const admin = await create(readEnv(), {
    email: needed(values, 'email'),
    firstName: needed(values, 'first-name'),
    lastName: needed(values, 'last-name'),
    password: values.password ?? process.env.CASELOAD_ADMIN_PASSWORD,
    tenant: values.tenant,
  })
  print(`${admin.email} may sign in as ${admin.role}`)
  if (admin.password !== undefined) print(`password: ${admin.password}`)
}

const seedDemo = async (values: Values): Promise<void> => {
  const { removeDemo, seed } = await import('../../seed/seed.ts')
  const say = (line: string): void => {
    process.stderr.write(`${line}\n`)
  }
  if (values['remove-demo'] === true) return removeDemo(readEnv(), say)
  print(await seed(readEnv(), { isSmall: values.small === true, say, today: values.today }))
}

const examine = async (values: Values): Promise<number> => {
  const { doctor } = await import('./doctor.ts')
  const checks = await doctor(readEnv())
  const ok = checks.every((check) => check.ok)
  if (values.json === true) {
    print(JSON.stringify({ checks, ok }))
  } else {
    for (const check of checks) {
      print(`${check.ok ? 'ok    ' : 'WRONG '} ${check.name}`)
      for (const finding of check.findings) print(`         ${finding}`)
    }
  }
  return ok ? 0 : 1
}

/** Answers the exit code; undefined: the process goes on. */
const run = async (args: string[]): Promise<number | undefined> => {
  const { positionals, values } = parse(args)
  const command = positionals.join(' ')
  if (values.help === true || command === '') {
    print(USAGE)
    return command === '' && values.help !== true ? 2 : 0
  }
  switch (command) {
    case 'admin create':
      await createAdmin(values)
      return 0
    case 'doctor':
      return examine(values)
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
    case 'tenant create':
      await createTenant(values)
      return 0
    case 'worker':
      await (await import('./worker.ts')).work(readEnv())
      process.send?.({ ready: true })
      return undefined
    default:
      throw new UsageError(`unknown command: ${command}`)
  }
}

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
