import { createLocalReq, type PayloadRequest } from 'payload'
import { asSystem } from '../../../src/db/scope.ts'
import { localOutcome } from '../../support/entries.ts'
import type { ActorOf, Stage } from './stage.ts'

export type Transport = 'GraphQL' | 'Local API' | 'REST' | 'REST override'

/** What is sent, as data: what the caller says itself is no leak. */
export type Ask =
  | {
      readonly kind: 'graphql'
      readonly query: string
      readonly variables?: object
    }
  | {
      readonly args: Readonly<Record<string, unknown>>
      readonly kind: 'local'
      readonly method: string
    }
  | {
      readonly body?: unknown
      readonly form?: string
      readonly headers?: Readonly<Record<string, string>>
      readonly kind: 'rest'
      readonly method: string
      readonly route: string
    }

export interface Told {
  readonly body: unknown
  readonly headers: string
  readonly status: number
}

const headersOf = ({ collection, token }: ActorOf): Record<string, string> =>
  collection === null ? {} : { authorization: `JWT ${token ?? ''}` }

/** A query string that is too long for a query comes as a form, which Payload takes for a GET. */
const FORM = { 'content-type': 'application/x-www-form-urlencoded' }

const reqOf = async ({ app }: Stage, { collection, user }: ActorOf): Promise<PayloadRequest> => {
  if (collection === null || user === undefined) return createLocalReq({}, app.payload)
  if (collection === 'users') return app.reqOf(user)
  const doc = await asSystem('test', () =>
    app.payload.findByID({ collection: collection as 'users', id: user.id, overrideAccess: true }),
  )
  return createLocalReq({ user: { ...doc, collection } as never }, app.payload)
}

type LocalMethod = (args: object) => Promise<Record<string, unknown>>

const sendLocal = async (
  stage: Stage,
  actor: ActorOf,
  { args, method }: Extract<Ask, { kind: 'local' }>,
): Promise<Told> => {
  const req = await reqOf(stage, actor)
  const { payload } = stage.app
  const run = (payload as unknown as Record<string, LocalMethod>)[method]
  const { doc, ...refusal } = await localOutcome(async () => ({
    result: await run?.call(payload, { ...args, overrideAccess: false, req }),
  }))
  const body = doc === undefined ? { ...refusal, status: undefined } : doc.result
  return { body, headers: '', status: refusal.status }
}

const headerText = (headers: Headers): string =>
  [...headers].map(([name, value]) => `${name}: ${value}`).join('\n')

/** GraphQL answers 200 with errors inside; their status is what counts. Its own grammar says none. */
const statusOf = (status: number, body: Record<string, any>): number => {
  const [error] = (body.errors ?? []) as { extensions?: { statusCode?: number } }[]
  return error === undefined ? status : (error.extensions?.statusCode ?? 400)
}

export const send = async (stage: Stage, actor: ActorOf, ask: Ask): Promise<Told> => {
  if (ask.kind === 'local') return sendLocal(stage, actor, ask)
  const { app } = stage
  if (ask.kind === 'graphql') {
    const { query, variables = {} } = ask
    const { body, headers, status } = await app.graphql(query, {
      headers: headersOf(actor),
      variables,
    })
    return { body, headers: headerText(headers), status: statusOf(status, body) }
  }
  const { body, headers, status } = await app.rest(ask.method, ask.route, {
    body: ask.body,
    form: ask.form,
    headers: { ...headersOf(actor), ...ask.headers },
  })
  return { body, headers: headerText(headers), status }
}

/** A read as a POST that says it is a GET, with its query as a form. */
export const overriding = (route: string, header: string): Ask => {
  const [path = '', search = ''] = route.split('?')
  return {
    form: search,
    headers: { ...FORM, [header]: 'GET' },
    kind: 'rest',
    method: 'POST',
    route: path,
  }
}
