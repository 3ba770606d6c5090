import {
  getNamedType,
  type GraphQLField,
  type GraphQLOutputType,
  isInterfaceType,
  isLeafType,
  isObjectType,
  isRequiredArgument,
  isUnionType,
} from 'graphql'
import { formatNames } from 'payload'
import { schemaOf, toInput } from '../../support/entries.ts'
import { freshBody } from './bodies.ts'
import { hasTenant, relationsIn, touchOf } from './fields.ts'
import { idFor, rowOf, seesOwn } from './restCells.ts'
import type { Ask } from './transports.ts'
import { type Draft, type Names, refused, type Seat } from './types.ts'

type Fields = Readonly<Record<string, GraphQLField<unknown, unknown>>>

/** Everything that can be asked of a type, relations followed `depth` times. */
const selectionOf = (type: GraphQLOutputType, depth: number): string => {
  const named = getNamedType(type)
  if (isUnionType(named)) return '{ __typename }'
  if (!isObjectType(named) && !isInterfaceType(named)) return ''
  const parts = Object.values(named.getFields()).flatMap((field) => {
    if (field.args.some(isRequiredArgument)) return []
    if (isLeafType(getNamedType(field.type))) return [field.name]
    return depth > 0 ? [`${field.name} ${selectionOf(field.type, depth - 1)}`] : []
  })
  return parts.length === 0 ? '{ __typename }' : `{ ${parts.join(' ')} }`
}

const selections = new WeakMap<object, string>()
const selected = (field: GraphQLField<unknown, unknown>): string => {
  const known = selections.get(field) ?? selectionOf(field.type, 2)
  selections.set(field, known)
  return known
}

interface Names2 {
  readonly many: string
  readonly single: string
}

export const namesOf = (slug: string): Names2 => {
  const { plural, singular } = formatNames(slug)
  return { many: singular === plural ? `all${plural}` : plural, single: singular }
}

export const graphqlCells = (seat: Seat, mustSee: boolean): Draft[] => {
  const { config, home, slug, stage } = seat
  const schema = schemaOf(stage.app)
  const kinds: Readonly<Record<'mutation' | 'query', Fields>> = {
    mutation: schema.getMutationType()?.getFields() ?? {},
    query: schema.getQueryType()?.getFields() ?? {},
  }
  const fresh = freshBody(home, slug)
  const own = (home.rows as Readonly<Record<string, string>>)[slug] ?? ''
  const { many, single } = namesOf(slug)
  const plural = many.replace(/^all/, '')

  const asking = (
    kind: 'mutation' | 'query',
    name: string,
    given: Record<string, unknown>,
  ): Ask => {
    const field = kinds[kind][name]
    if (field === undefined) throw new Error(`GraphQL has no ${kind} ${name}`)
    const args = field.args.filter((arg) => given[arg.name] !== undefined)
    const declared = args.map((arg) => `$${arg.name}: ${String(arg.type)}`).join(', ')
    const passed = args.map((arg) => `${arg.name}: $${arg.name}`).join(', ')
    const [open, call] = args.length === 0 ? ['', ''] : [`(${declared})`, `(${passed})`]
    return {
      kind: 'graphql',
      query: `${kind} ${open} { told: ${name}${call} ${selected(field)} }`,
      variables: Object.fromEntries(
        args.map((arg) => [arg.name, toInput(given[arg.name], arg.type)]),
      ),
    }
  }
  const drafts: Draft[] = []
  const add = (
    [kind, operation, shape]: readonly ['mutation' | 'query', string, string],
    name: string,
    of: { expects?: Draft['expects']; given?: (names: Names) => Record<string, unknown> },
  ): void => {
    if (kinds[kind][name] === undefined) return
    const { expects, given = () => ({}) } = of
    drafts.push({
      ask: (n) => asking(kind, name, given(n)),
      operation,
      shape,
      transport: 'GraphQL',
      ...(expects === undefined ? {} : { expects }),
    })
  }
  const expects = mustSee ? { expects: seesOwn(own) } : {}
  const onForeign = { given: (n: Names) => ({ id: rowOf(n, slug) }) }
  add(['query', 'list', 'plain'], many, { ...expects, given: () => ({ limit: 100 }) })
  add(['query', 'list', 'trash'], many, { given: () => ({ limit: 100, trash: true }) })
  add(['query', 'list', 'drafts'], many, { given: () => ({ draft: true, limit: 100 }) })
  add(['query', 'list', 'where id'], many, {
    given: (n) => ({ where: { id: { equals: rowOf(n, slug) } } }),
  })
  add(['query', 'list', 'where or'], many, {
    given: (n) => ({
      where: { OR: [{ id: { equals: rowOf(n, slug) } }, { id: { equals: own } }] },
    }),
  })
  for (const { path, to } of relationsIn(config.flattenedFields)) {
    const where = (n: Names) => ({
      where: { [path.replaceAll('.', '__')]: { equals: idFor(n, to) } },
    })
    add(['query', 'list', `where ${path}`], many, { given: where })
    add(['query', 'count', `where ${path}`], `count${plural}`, { given: where })
  }
  add(['query', 'count', 'plain'], `count${plural}`, {})
  add(['query', 'read', 'foreign'], single, onForeign)
  add(['query', 'read', 'own'], single, { ...expects, given: () => ({ id: own }) })
  add(['query', 'access', 'foreign'], `docAccess${single}`, onForeign)
  add(['query', 'versions', 'plain'], `versions${plural}`, { given: () => ({ limit: 100 }) })
  add(['query', 'version', 'foreign'], `version${single}`, { given: (n) => ({ id: n.version }) })
  add(['mutation', 'restore', 'foreign'], `restoreVersion${single}`, {
    given: (n) => ({ id: n.version }),
  })
  add(['mutation', 'update', 'foreign'], `update${single}`, {
    given: (n) => ({ data: touchOf(config), id: rowOf(n, slug) }),
  })
  add(['mutation', 'delete', 'foreign'], `delete${single}`, onForeign)
  add(['mutation', 'duplicate', 'foreign'], `duplicate${single}`, {
    given: (n) => ({ data: {}, id: rowOf(n, slug) }),
  })
  add(['mutation', 'create', 'tenant in body'], `create${single}`, {
    ...(hasTenant(config) ? { expects: refused } : {}),
    given: (n) => ({ data: { ...fresh, tenant: n.tenant } }),
  })
  return drafts
}

const OF_COLLECTION = (slug: string): string[] => {
  const { many, single } = namesOf(slug)
  const plural = many.replace(/^all/, '')
  return [
    single,
    many,
    `count${plural}`,
    `docAccess${single}`,
    `version${single}`,
    `versions${plural}`,
    ...['create', 'delete', 'duplicate', 'restoreVersion', 'update'].map(
      (verb) => `${verb}${single}`,
    ),
  ]
}

/** Of signing in, for every collection of people. */
const OF_SIGN_IN = (slug: string): string[] => {
  const { single } = namesOf(slug)
  return [
    'forgotPassword',
    'initialized',
    'login',
    'logout',
    'me',
    'refreshToken',
    'resetPassword',
    'unlock',
    'verifyEmail',
  ].map((verb) => `${verb}${single}`)
}

/** Fields of the schema that the matrix does not try. */
export const unknownFields = (app: Seat['stage']['app']): string[] => {
  const schema = schemaOf(app)
  const known = new Set([
    'Access',
    ...app.config.collections.flatMap(({ auth, slug }) => {
      const isOfPeople = Boolean(auth)
      return [...OF_COLLECTION(slug), ...(isOfPeople ? OF_SIGN_IN(slug) : [])]
    }),
  ])
  return [schema.getQueryType(), schema.getMutationType()]
    .flatMap((type) => Object.keys(type?.getFields() ?? {}))
    .filter((name) => !known.has(name))
}
