import * as z from 'zod'
import { parseKeyRing } from '../operations/operation/keyRing.ts'

const PORT = z.coerce.number().int().min(0).max(65_535)
const FLAG = z.enum(['true', 'false']).transform((text) => text === 'true')

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
  CASELOAD_DATA_DIR: z.string().min(1).default('.data'),
  CASELOAD_PRESET: z
    .enum(['therapy-centre', 'mental-health', 'veterinary', 'single-clinic'])
    .default('therapy-centre'),
  DATABASE_OWNER_URL: postgresUrl.optional(),
  DATABASE_POOL_MAX: z.coerce.number().int().min(2).max(200).default(20),
  DATABASE_URL: postgresUrl.optional(),
  ENCRYPTION_KEYS: keyRing.optional(),
  ENCRYPTION_KEYS_FILE: z.string().min(1).optional(),
  HOST: z.string().min(1).default('0.0.0.0'),
  LOG_LEVEL: z.enum(['silent', 'error', 'warn', 'info', 'debug']).default('info'),
  MAIL_FROM: z.email().optional(),
  METRICS_TOKEN: z.string().min(16).optional(),
  NODE_ENV: z.enum(['development', 'production', 'test']).default('production'),
  PAYLOAD_SECRET: z.string().min(32, 'must have at least 32 characters').optional(),
  PORT: PORT.default(3000),
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
  if (source.ENCRYPTION_KEYS && source.ENCRYPTION_KEYS_FILE) {
    problems.push('ENCRYPTION_KEYS: give either this or ENCRYPTION_KEYS_FILE')
  }
  if (!parsed.success || problems.length > 0) throw new EnvironmentError(problems)
  return parsed.data
}
