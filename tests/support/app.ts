import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { postgresAdapter } from '@payloadcms/db-postgres'
import {
  buildConfig,
  type CollectionConfig,
  createLocalReq,
  getPayload,
  handleEndpoints,
  type Payload,
  type PayloadRequest,
  type SanitizedConfig,
  type SendEmailOptions,
} from 'payload'
import { asSystem } from '../../src/db/scope.ts'
import { caseload } from '../../src/index.ts'
import type { CaseloadOptions } from '../../src/plugin/options.ts'
import { SettableClock } from '../../src/providers/clock/clock.ts'
import { beginSignIn, readEpoch } from '../../src/operations/signIn/signInRecords.ts'
import { claimsOf } from '../../src/operations/signIn/signInToken.ts'
import { slugs } from '../../src/slugs.ts'
import { createTestDatabase, type TestDatabase } from './database.ts'

/** A Monday, 09:00 in Kolkata. */
export const MONDAY = Date.parse('2026-06-01T03:30:00Z')

export interface Answer {
  readonly body: Record<string, any>
  readonly headers: Headers
  readonly status: number
}

export interface TestApp {
  readonly clock: SettableClock
  readonly close: () => Promise<void>
  readonly config: SanitizedConfig
  readonly database: TestDatabase
  /** GraphQL as a person, or as nobody. */
  readonly graphql: (
    query: string,
    options?: {
      as?: TestUser
      headers?: Record<string, string>
      token?: string
      variables?: object
    },
  ) => Promise<Answer>
  /** What Payload sent, oldest first. */
  readonly mails: readonly Mail[]
  readonly payload: Payload
  /** A Local API request of a person, with the rights of this moment; without one: the system. */
  readonly reqOf: (user?: TestUser) => Promise<PayloadRequest>
  /** REST as a person, or as nobody. */
  readonly rest: (
    method: string,
    route: string,
    options?: {
      as?: TestUser
      body?: unknown
      /** A body that is sent as it is. */
      form?: string | undefined
      headers?: Record<string, string>
    },
  ) => Promise<Answer>
  readonly sandboxDirectory: string
  readonly sql: TestDatabase['sql']
}

export interface Mail {
  readonly subject: string
  readonly text: string
  readonly to: string
}

export interface TestUser {
  readonly email: string
  readonly id: string
}

export const PASSWORD = 'correct horse battery'

const answerOf = async (response: Response): Promise<Answer> => {
  const text = await response.text()
  return {
    body: text === '' ? {} : (JSON.parse(text) as Record<string, any>),
    headers: response.headers,
    status: response.status,
  }
}

/** Payload keeps one of itself for the whole process, and keeps it when it is destroyed. */
const kept = globalThis as { _payload?: Map<string, unknown> }

/** The product on a database of its own, in this process, at a time that the test sets; one after the other. */
export const startTestApp = async (
  options: {
    caseload?: Partial<CaseloadOptions>
    /** A host's own, whose tables `prepare` makes. */
    collections?: CollectionConfig[]
    nowMs?: number
    prepare?: (database: TestDatabase) => Promise<unknown>
  } = {},
): Promise<TestApp> => {
  const database = await createTestDatabase()
  const mails: Mail[] = []
  await options.prepare?.(database)
  const clock = new SettableClock(options.nowMs ?? MONDAY)
  const sandboxDirectory = mkdtempSync(path.join(os.tmpdir(), 'caseload-sent-'))
  const config = await buildConfig({
    collections: options.collections ?? [],
    db: postgresAdapter({
      idType: 'uuidv7',
      migrationDir: path.resolve('src/db/migrations'),
      pool: { connectionString: database.appUrl, max: 12 },
      push: false,
    }),
    email: keepingEmail(mails),
    logger: { options: { level: process.env.TEST_LOG ?? 'silent' } },
    plugins: [
      caseload({
        ...options.caseload,
        providers: { clock, sandboxDirectory, ...options.caseload?.providers },
      }),
    ],
    secret: 'a secret for tests that is long enough',
    telemetry: false,
    typescript: { autoGenerate: false },
  })
  const payload = await getPayload({ config })
  if (payload.config !== config) throw new Error('close the app before, then start another one')
  const { GRAPHQL_POST } = await import('@payloadcms/next/routes')
  const handleGraphql = GRAPHQL_POST(config)

  const tokens = new WeakMap<TestUser, Promise<string>>()
  /** As a sign-in leaves it; the way there, which costs two password hashes, has tests of its own. */
  const signIn = async ({ email, id }: TestUser): Promise<string> => {
    const req = await createLocalReq({}, payload)
    const epoch = await readEpoch(req, id)
    const { token } = await beginSignIn(req, { email, epoch, isWithMfa: false, user: id })
    return token
  }
  const isLive = async (token: string): Promise<boolean> => {
    const { sid } = claimsOf(token.split('.')[1]) ?? {}
    const rows = await database.sql(
      'select 1 from sign_in_records where id = $1 and ended_at is null',
      [sid],
    )
    return rows.length > 0
  }
  /** One sign-in a person, however many requests begin at once; another one when rights changed. */
  const tokenOf = async (user: TestUser): Promise<string> => {
    const known = tokens.get(user)
    if (known !== undefined && (await isLive(await known))) return known
    // Whoever finds the same sign-in ended waits for the same new one.
    if (tokens.get(user) === known) {
      // Whoever may not sign in any more goes on with the token they have.
      tokens.set(
        user,
        signIn(user).catch((error: unknown) => known ?? Promise.reject(error as Error)),
      )
    }
    return tokens.get(user) ?? ''
  }
  const headersFor = async (as: TestUser | undefined): Promise<Record<string, string>> => ({
    'content-type': 'application/json',
    ...(as === undefined ? {} : { authorization: `JWT ${await tokenOf(as)}` }),
  })

  return {
    clock,
    async close() {
      await payload.destroy()
      kept._payload?.delete('default')
      await database.drop()
      rmSync(sandboxDirectory, { force: true, recursive: true })
    },
    config,
    database,
    async graphql(query, { as, headers, token, variables } = {}) {
      return answerOf(
        await handleGraphql(
          new Request('http://localhost/api/graphql', {
            body: JSON.stringify({ query, variables }),
            headers: {
              ...(await headersFor(as)),
              ...(token === undefined ? {} : { authorization: `JWT ${token}` }),
              ...headers,
            },
            method: 'POST',
          }),
        ),
      )
    },
    mails,
    payload,
    async reqOf(user) {
      if (user === undefined) return createLocalReq({}, payload)
      const doc = await asSystem('test', () =>
        payload.findByID({ collection: slugs.users, id: user.id, overrideAccess: true }),
      )
      return createLocalReq({ user: { ...doc, collection: slugs.users } }, payload)
    },
    async rest(method, route, { as, body, form, headers } = {}) {
      return answerOf(
        await handleEndpoints({
          config,
          request: new Request(`http://localhost/api${route}`, {
            headers: { ...(await headersFor(as)), ...headers },
            method,
            ...(form === undefined ? {} : { body: form }),
            ...(body === undefined ? {} : { body: JSON.stringify(body) }),
          }),
        }),
      )
    },
    sandboxDirectory,
    sql: database.sql,
  }
}

const keepingEmail = (mails: Mail[]) => () => ({
  defaultFromAddress: 'nobody@test.example',
  defaultFromName: 'Nobody',
  name: 'kept',
  sendEmail: ({ html, subject, text, to }: SendEmailOptions) => {
    mails.push({ subject: subject ?? '', text: (text ?? html ?? '') as string, to: to as string })
    return Promise.resolve()
  },
})
