import { configToSchema } from '@payloadcms/graphql'
import {
  type GraphQLInputType,
  type GraphQLSchema,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
} from 'graphql'
import { formatNames } from 'payload'
import { isRefusal } from '../../src/domain/errors.ts'
import type { Slug } from '../../src/slugs.ts'
import type { Answer, TestApp, TestUser } from './app.ts'

/** The ways into a collection. The admin's forms use the first. */
export const ENTRIES = ['REST', 'GraphQL', 'Local API'] as const
export type Entry = (typeof ENTRIES)[number]

export interface Write {
  readonly as: TestUser | undefined
  readonly collection: Slug
  readonly data?: Record<string, unknown>
  readonly id?: string
  readonly operation: 'create' | 'delete' | 'update'
}

/** What a writer gets, whatever the entry. */
export interface Outcome {
  readonly code?: string | undefined
  readonly doc?: Record<string, any> | undefined
  readonly facts?: Record<string, any> | undefined
  /** The fields to mark in a form. */
  readonly paths: readonly string[]
  readonly status: number
}

interface FailureData {
  readonly code?: string
  readonly errors?: readonly { readonly path: string }[]
  readonly facts?: Record<string, any>
}

const failureOf = (status: number, data: FailureData | undefined): Outcome => ({
  code: data?.code,
  facts: data?.facts ?? {},
  paths: (data?.errors ?? []).map(({ path }) => path),
  status,
})

/** A REST answer as an outcome; actions answer their object under its own name. */
export const outcomeOf = ({ body, status }: Answer): Outcome =>
  status < 400
    ? {
        doc: (body.doc ?? body.session ?? body.payment ?? body) as Record<string, any>,
        paths: [],
        status,
      }
    : failureOf(status, (body.errors as { data?: FailureData }[] | undefined)?.[0]?.data)

const viaRest = async (app: TestApp, write: Write): Promise<Outcome> => {
  const { as, collection, data, id, operation } = write
  const method = { create: 'POST', delete: 'DELETE', update: 'PATCH' }[operation]
  const route = id === undefined ? `/${collection}` : `/${collection}/${id}`
  return outcomeOf(await app.rest(method, route, { as, body: data }))
}

/** Values as GraphQL writes them: enum values have names of their own. */
export const toInput = (value: unknown, type: GraphQLInputType): unknown => {
  if (value === null || value === undefined) return value
  if (isNonNullType(type)) return toInput(value, type.ofType)
  if (isListType(type)) {
    return Array.isArray(value) ? value.map((one) => toInput(one, type.ofType)) : value
  }
  if (isEnumType(type)) {
    return type.getValues().find((one) => one.value === value)?.name ?? value
  }
  if (!isInputObjectType(type) || typeof value !== 'object') return value
  const fields = type.getFields()
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => {
      const field = fields[name]
      return [name, field === undefined ? inner : toInput(inner, field.type)]
    }),
  )
}

const schemas = new WeakMap<TestApp, GraphQLSchema>()
export const schemaOf = (app: TestApp): GraphQLSchema => {
  const known = schemas.get(app)
  if (known !== undefined) return known
  const { schema } = configToSchema(app.config)
  schemas.set(app, schema)
  return schema
}

const viaGraphql = async (app: TestApp, write: Write): Promise<Outcome> => {
  const { as, collection, data, id, operation } = write
  const name = `${operation}${formatNames(collection).singular}`
  const mutation = schemaOf(app).getMutationType()?.getFields()[name]
  if (mutation === undefined) throw new Error(`GraphQL has no mutation ${name}`)
  const given: Record<string, unknown> = { data, id }
  const args = mutation.args.filter((arg) => given[arg.name] !== undefined)
  const variables = Object.fromEntries(
    args.map((arg) => [arg.name, toInput(given[arg.name], arg.type)]),
  )
  const declared = args.map((arg) => `$${arg.name}: ${String(arg.type)}`).join(', ')
  const passed = args.map((arg) => `${arg.name}: $${arg.name}`).join(', ')
  const { body, status } = await app.graphql(
    `mutation (${declared}) { written: ${name}(${passed}) { id } }`,
    { as, variables },
  )
  const error = (
    body.errors as { extensions?: { data?: FailureData; statusCode?: number } }[] | undefined
  )?.[0]
  return error === undefined
    ? { doc: (body.data as { written: Record<string, any> }).written, paths: [], status }
    : failureOf(error.extensions?.statusCode ?? status, error.extensions?.data)
}

interface PayloadError extends Error {
  readonly data?: FailureData
  readonly status?: number
}

/** Runs work of the Local API and tells its end as the other entries do. */
export const localOutcome = async (run: () => Promise<Record<string, any>>): Promise<Outcome> => {
  try {
    return { doc: await run(), paths: [], status: 200 }
  } catch (error) {
    if (isRefusal(error)) return failureOf(error.status, error.data)
    const { data, name, status = 500 } = error as PayloadError
    const code = { Forbidden: 'forbidden', NotFound: 'not-found' }[name]
    return failureOf(status, code === undefined ? data : { ...data, code })
  }
}

const viaLocal = (app: TestApp, write: Write): Promise<Outcome> =>
  localOutcome(async () => {
    const { as, collection, data = {}, id = '', operation } = write
    const req = await app.reqOf(as)
    const shared = { collection, overrideAccess: false, req } as const
    if (operation === 'create') {
      return app.payload.create({ ...shared, data: data as never })
    }
    if (operation === 'update') {
      return app.payload.update({ ...shared, data: data, id })
    }
    return app.payload.delete({ ...shared, id })
  })

const WAYS: Readonly<Record<Entry, (app: TestApp, write: Write) => Promise<Outcome>>> = {
  GraphQL: viaGraphql,
  'Local API': viaLocal,
  REST: viaRest,
}

/** The same write by one of the ways in. */
export const writeBy = (entry: Entry, app: TestApp, write: Write): Promise<Outcome> =>
  WAYS[entry](app, write)

/** Sign-ins and refusals themselves write these; everything else must be as before after a refused write. */
const TOLD_APART = ['audit_log', 'sign_in_epochs', 'sign_in_failures', 'sign_in_records', 'users']

/** One line a table with the number and the sum of its rows: two equal prints, nothing was written. */
export const fingerprint = async (app: TestApp): Promise<string> => {
  const tables = await app.sql<{ name: string }>(
    `select format('%I.%I', schemaname, tablename) as name from pg_tables
      where schemaname in ('public', 'fin', 'claims') and tablename <> all ($1) order by 1`,
    [TOLD_APART],
  )
  const parts = tables.map(
    ({ name }) =>
      `select '${name}' as name, count(*) as rows,
              coalesce(sum(hashtextextended(t::text, 0)::numeric), 0) as hash from ${name} t`,
  )
  const rows = await app.sql<{ hash: string; name: string; rows: string }>(
    parts.join(' union all '),
  )
  return rows.map((row) => `${row.name} ${row.rows} ${row.hash}`).join('\n')
}
