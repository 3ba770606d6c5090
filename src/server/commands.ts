import { parseArgs } from 'node:util'
import type { Payload } from 'payload'
import { isPreset, PRESETS } from '../domain/tenancy/presets.ts'

/** The lines of the usage that these commands have. */
export const USAGE_OF_COMMANDS = `  doctor [--json]                         guards, keys, ledger, claims, messages, migrations, role
  keys rotate [--tenant SLUG]             new data keys, texts encrypted anew while others work
  keys rewrap                             data keys under the first of ENCRYPTION_KEYS
  tenant create --name NAME [--preset P] [--slug S] [--timezone Z] [--currency C]
  admin create --email MAIL --first-name A --last-name B [--tenant SLUG]
                                          without --tenant: an admin of the platform`

export class UsageError extends Error {}

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

/** Refuses with `UsageError`. */
export const parse = (args: string[]) => {
  try {
    return parseArgs({ allowPositionals: true, args, options })
  } catch (error) {
    throw new UsageError((error as Error).message)
  }
}

export type Values = ReturnType<typeof parse>['values']

const needed = (values: Values, name: 'email' | 'first-name' | 'last-name' | 'name'): string => {
  const value = values[name]
  if (value === undefined || value.trim() === '') throw new UsageError(`--${name} is missing`)
  return value
}

export const print = (text: string): void => {
  process.stdout.write(`${text}\n`)
}

/** Done on a started Payload; answers the exit code. */
export type Work = (payload: Payload) => Promise<number>

const tenantWork = (values: Values): Work => {
  const preset = values.preset ?? 'therapy-centre'
  if (!isPreset(preset)) throw new UsageError(`--preset is one of ${PRESETS.join(', ')}`)
  const { currency, slug, timezone } = values
  const input = { currency, name: needed(values, 'name'), preset, slug, timezone }
  return async (payload) => {
    const { createTenant } = await import('./accounts.ts')
    const tenant = await createTenant(payload, input)
    print(`tenant ${tenant.slug} (${tenant.id})`)
    return 0
  }
}

const adminWork = (values: Values): Work => {
  const input = {
    email: needed(values, 'email'),
    firstName: needed(values, 'first-name'),
    lastName: needed(values, 'last-name'),
    password: values.password ?? process.env.CASELOAD_ADMIN_PASSWORD,
    tenant: values.tenant,
  }
  return async (payload) => {
    const { createAdmin } = await import('./accounts.ts')
    const admin = await createAdmin(payload, input)
    print(`${admin.email} may sign in as ${admin.role}`)
    if (admin.password !== undefined) print(`password: ${admin.password}`)
    return 0
  }
}

const doctorWork =
  (values: Values): Work =>
  async (payload) => {
    const { examine } = await import('./doctor.ts')
    const checks = await examine(payload)
    const ok = checks.every((check) => check.ok)
    if (values.json === true) {
      print(JSON.stringify({ checks, ok }))
      return ok ? 0 : 1
    }
    for (const check of checks) {
      print(`${check.ok ? 'ok    ' : 'WRONG '} ${check.name}`)
      for (const finding of check.findings) print(`         ${finding}`)
    }
    return ok ? 0 : 1
  }

const rotateWork =
  ({ tenant }: Values): Work =>
  async (payload) => {
    const { rotate } = await import('./keys.ts')
    return (await rotate(payload, { say: print, tenant })) ? 0 : 1
  }

const rewrapWork = (): Work => async (payload) => {
  const { rewrap } = await import('./keys.ts')
  print(`${await rewrap(payload)} data keys wrapped anew`)
  return 0
}

const COMMANDS: Readonly<Record<string, (values: Values) => Work>> = {
  'admin create': adminWork,
  doctor: doctorWork,
  'keys rewrap': rewrapWork,
  'keys rotate': rotateWork,
  'tenant create': tenantWork,
}

/**
 * The commands that need nothing but a started Payload: the product's own and a host's alike. What was
 * typed is judged before anything starts; undefined: another command.
 */
export const workOf = (command: string, values: Values): undefined | Work =>
  Object.hasOwn(COMMANDS, command) ? COMMANDS[command]?.(values) : undefined
