import * as z from 'zod'
import { parseKeyRing } from '../operations/operation/keyRing.ts'

const PORT = z.coerce.number().int().min(0).max(65_535)
const FLAG = z.enum(['true', 'false']).transform((text) => text === 'true')

const LIMIT = z.coerce.number().int().min(1).max(1_000_000)

const isOrigin = (text: string): boolean => URL.canParse(text) && new URL(text).origin === text
const ORIGINS = z
  .string()
  .transform((text) => text.split(',').map((one) => one.trim()))
  .refine((origins) => origins.every(isOrigin), {
    error: 'must be origins such as https://app.example, separated by commas',
  })

const postgresUrl = z.string().regex(/^postgres(?:ql)?:\/\//, 'must begin with postgres://')

/** Says what is wrong with it, never what it is. */
const keyRing = z.string().superRefine((text, context) => {
  try {
    parseKeyRing(text)
  } catch (error) {
    context.addIssue({ code: 'custom', message: (error as Error).message })
  }
})

/** Everything the product reads from the environment, with what it means in .env.example. */
const schema = z.object({
  ALLOWED_ORIGINS: ORIGINS.optional(),
  CASELOAD_DATA_DIR: z.string().min(1).default('.data'),
  CASELOAD_PRESET: z
    .enum(['therapy-centre', 'mental-health', 'veterinary', 'single-clinic'])
    .default('therapy-centre'),
  DATABASE_OWNER_URL: postgresUrl.optional(),
  DATABASE_POOL_MAX: z.coerce.number().int().min(2).max(200).default(20),
  DATABASE_URL: postgresUrl.optional(),
  DATABASE_WITHOUT_TLS: FLAG.default(false),
  ENCRYPTION_KEYS: keyRing.optional(),
  ENCRYPTION_KEYS_FILE: z.string().min(1).optional(),
  HOST: z.string().min(1).default('0.0.0.0'),
  LOG_LEVEL: z.enum(['silent', 'error', 'warn', 'info', 'debug']).default('info'),
  MAIL_FROM: z.email().optional(),
  METRICS_TOKEN: z.string().min(16).optional(),
  NODE_ENV: z.enum(['development', 'production', 'test']).default('production'),
  PAYLOAD_SECRET: z.string().min(32, 'must have at least 32 characters').optional(),
  PORT: PORT.default(3000),
  RATE_LIMIT_ADDRESS: LIMIT.default(100),
  RATE_LIMIT_FORMS: LIMIT.default(600),
  RATE_LIMIT_REPORTS: LIMIT.default(10),
  RATE_LIMIT_SIGN_IN: LIMIT.default(10),
  RATE_LIMIT_TENANT: LIMIT.default(1_000),
  RATE_LIMIT_USER: LIMIT.default(100),
  SERVER_URL: z.url().optional(),
  SMTP_URL: z
    .string()
    .regex(/^smtps?:\/\//, 'must begin with smtp:// or smtps://')
    .optional(),
  TRUSTED_PROXIES: z.coerce.number().int().min(0).max(10).default(0),
  WITH_ADMIN: FLAG.default(true),
})

export type Env = z.output<typeof schema>

/** Empty means not set, as compose files and shells write it. */
const withoutEmpty = (source: NodeJS.ProcessEnv): NodeJS.ProcessEnv =>
  Object.fromEntries(
    Object.entries(source).filter(([, value]) => value !== ''),
  ) as NodeJS.ProcessEnv

const LOOPBACK = /^(?:localhost|127(?:\.\d+){3}|\[::1\]|)$/
const ENCRYPTED = ['no-verify', 'require', 'verify-ca', 'verify-full']

/** Whether what goes to this database can be read on the way. Sockets and this machine have no way. */
const isOpenToReaders = (url: string): boolean => {
  if (!URL.canParse(url)) return false
  const { hostname, searchParams } = new URL(url)
  const host = searchParams.get('host') ?? decodeURIComponent(hostname)
  const isHere = LOOPBACK.test(host) || host.startsWith('/')
  return !isHere && !ENCRYPTED.includes(searchParams.get('sslmode') ?? '')
}

/** The connections of a production server that lack TLS. @rule SEC-9 */
const withoutTls = (env: Env): string[] =>
  (['DATABASE_OWNER_URL', 'DATABASE_URL'] as const)
    .filter((name) => isOpenToReaders(env[name] ?? ''))
    .map(
      (name) =>
        `${name}: has no TLS: add ?sslmode=verify-full, or set DATABASE_WITHOUT_TLS=true where nobody can listen`,
    )

export class EnvironmentError extends Error {
  readonly problems: readonly string[]

  constructor(problems: readonly string[]) {
    super(`The environment is not right:\n${problems.map((text) => `  ${text}`).join('\n')}`)
    this.problems = problems
  }
}

/** The environment, checked; each wrong variable is named. Refuses with `EnvironmentError`. */
export const readEnv = (source: NodeJS.ProcessEnv = process.env): Env => {
  const parsed = schema.safeParse(withoutEmpty(source))
  const problems = parsed.success
    ? []
    : parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`)
  if (source.SMTP_URL && !source.MAIL_FROM) {
    problems.push('MAIL_FROM: needed together with SMTP_URL, the address that mails come from')
  }
  const { data } = parsed
  if (data?.NODE_ENV === 'production' && !data.DATABASE_WITHOUT_TLS) {
    problems.push(...withoutTls(data))
  }
  if (source.ENCRYPTION_KEYS && source.ENCRYPTION_KEYS_FILE) {
    problems.push('ENCRYPTION_KEYS: give either this or ENCRYPTION_KEYS_FILE')
  }
  if (!parsed.success || problems.length > 0) throw new EnvironmentError(problems)
  return parsed.data
}
