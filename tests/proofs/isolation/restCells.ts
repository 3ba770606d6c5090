import { isProtected } from '../../../src/domain/documents.ts'
import { freshBody } from './bodies.ts'
import { bodyOf, hasTenant, hiddenOf, isOurs, relationsIn, textsOf, touchOf } from './fields.ts'
import { type Ask, overriding, type Told } from './transports.ts'
import { type Draft, type Names, refused, type Seat } from './types.ts'

const get = (route: string): Ask => ({ kind: 'rest', method: 'GET', route })

/** The id that stands in for a relation's target. */
export const idFor = (names: Names, to: string): string => {
  if (to === 'users') return names.therapist
  return (names.rows as Readonly<Record<string, string>>)[to] ?? names.tenant
}

/** Of a collection that is no clinic's: the names alone decide. */
export const rowOf = (names: Names, slug: string): string =>
  slug === 'payload-preferences'
    ? names.preferences
    : idFor({ ...names, therapist: names.rows.users }, slug)

type Query = readonly [shape: string, query: (names: Names) => string]

const filtersOf = ({ config, home, slug }: Seat): Query[] => {
  const own = (home.rows as Readonly<Record<string, string>>)[slug] ?? ''
  const relations = relationsIn(config.flattenedFields)
  return [
    ['where id', (n) => `where[id][equals]=${rowOf(n, slug)}`],
    ['where id in own and foreign', (n) => `where[id][in]=${own},${rowOf(n, slug)}`],
    ['where id is not', () => `where[id][not_equals]=${own}&limit=100`],
    [
      'where or',
      (n) => `where[or][0][id][equals]=${rowOf(n, slug)}&where[or][1][id][exists]=true&limit=100`,
    ],
    ...relations.flatMap(({ path, to }): Query[] => [
      [`where ${path}`, (n) => `where[${path}][equals]=${idFor(n, to)}`],
      [`where ${path} in`, (n) => `where[${path}][in]=${idFor(n, to)},${own}`],
      [`where ${path}.id`, (n) => `where[${path}.id][equals]=${idFor(n, to)}`],
      [`hop ${path}`, (n) => `where[${path}.${TEXT_OF[to] ?? 'id'}][like]=${n.text}`],
      [`sort ${path}`, () => `sort=${path}.${TEXT_OF[to] ?? 'id'}&limit=100`],
    ]),
    ...textsOf(config).map((text): Query => [
      `where ${text}`,
      (n) => `where[${text}][like]=${n.text}`,
    ]),
    ...hiddenOf(config).map((field): Query => [
      `hidden ${field}`,
      () => `where[${field}][exists]=true&limit=100`,
    ]),
  ]
}

const TEXT_OF: Readonly<Record<string, string>> = {
  contacts: 'lastName',
  locations: 'name',
  notifications: 'body',
  patients: 'lastName',
  payments: 'notes',
  rooms: 'name',
  sessions: 'notes',
  tenants: 'name',
  'therapy-types': 'name',
  users: 'lastName',
}

const PLAIN: readonly Query[] = [
  ['plain', () => 'limit=100'],
  ['depth 1', () => 'limit=100&depth=1'],
  ['depth 2', () => 'limit=100&depth=2'],
  ['drafts', () => 'limit=100&draft=true'],
  ['trash', () => 'limit=100&trash=true'],
  ['search', (n) => `search=${n.text}`],
  ['select', () => 'limit=100&select[tenant]=true&depth=1'],
  [
    'populate',
    () => 'limit=100&depth=2&populate[patients][lastName]=true&populate[users][email]=true',
  ],
  ['populate protected', () => 'limit=100&depth=2&populate[patients][medicalNotes]=true'],
  ['joins', () => 'limit=100&joins[sessions][limit]=100'],
  ['pages', () => 'limit=1&page=2'],
  ['sort', () => 'sort=-createdAt&limit=100'],
]

const protectedOf = ({ config }: Seat): Query[] =>
  config.flattenedFields
    .filter(isProtected)
    .map(({ name }): Query => [`select ${name}`, () => `limit=100&select[${name}]=true`])

/** Where the caller sees a clinic's rows, the list holds the caller's own. */
export const seesOwn =
  (own: string) =>
  ({ body, status }: Told): string | undefined =>
    status === 200 && JSON.stringify(body).includes(own) ? undefined : `own row not seen: ${status}`

const readCells = (seat: Seat, mustSee: boolean): Draft[] => {
  const { home, slug } = seat
  const own = (home.rows as Readonly<Record<string, string>>)[slug] ?? ''
  const expects = mustSee ? { expects: seesOwn(own) } : {}
  const lists = [...PLAIN, ...protectedOf(seat), ...filtersOf(seat)]
  const byId = ['', '?depth=1', '?depth=2', '?draft=true', '?trash=true', '?select[tenant]=true']
  return [
    ...lists.map(([shape, query]): Draft => ({
      ask: (n) => get(`/${slug}?${query(n)}`),
      operation: 'list',
      shape,
      transport: 'REST',
      ...(shape === 'plain' ? expects : {}),
    })),
    ...filtersOf(seat).flatMap(([shape, query], index): Draft[] => [
      {
        ask: (n) => get(`/${slug}/count?${query(n)}`),
        operation: 'count',
        shape,
        transport: 'REST',
      },
      {
        ask: (n) =>
          overriding(
            `/${slug}?${query(n)}`,
            index % 2 === 0 ? 'x-payload-http-method-override' : 'x-http-method-override',
          ),
        operation: 'list',
        shape,
        transport: 'REST override',
      },
    ]),
    {
      ask: () => get(`/${slug}/count`),
      operation: 'count',
      shape: 'plain',
      transport: 'REST',
    },
    ...byId.map((query): Draft => ({
      ask: (n) => get(`/${slug}/${rowOf(n, slug)}${query}`),
      operation: 'read',
      shape: `foreign ${query}`,
      transport: 'REST',
    })),
    {
      ask: (n) => overriding(`/${slug}/${rowOf(n, slug)}`, 'x-payload-http-method-override'),
      operation: 'read',
      shape: 'foreign',
      transport: 'REST override',
    },
    {
      ask: () => get(`/${slug}/${own}?depth=2`),
      operation: 'read',
      shape: 'own',
      transport: 'REST',
      ...expects,
    },
    {
      ask: (n) => ({ kind: 'rest', method: 'POST', route: `/${slug}/access/${rowOf(n, slug)}` }),
      operation: 'access',
      shape: 'foreign',
      transport: 'REST',
    },
    ...(isOurs(slug) || Boolean(seat.config.versions) ? versionCells(slug) : []),
  ]
}

const versionCells = (slug: string): Draft[] => [
  ...(
    [
      ['plain', () => 'limit=100&depth=1'],
      ['where version.tenant', (n) => `where[version.tenant][equals]=${n.tenant}`],
      ['where parent', (n) => `where[parent][equals]=${rowOf(n, slug)}`],
      ['hop version.tenant', (n) => `where[version.tenant.name][like]=${n.text}`],
    ] as readonly Query[]
  ).map(([shape, query]): Draft => ({
    ask: (n) => get(`/${slug}/versions?${query(n)}`),
    operation: 'versions',
    shape,
    transport: 'REST',
  })),
  {
    ask: (n) => get(`/${slug}/versions/${n.version}?depth=1`),
    operation: 'version',
    shape: 'foreign',
    transport: 'REST',
  },
  {
    ask: (n) => ({ kind: 'rest', method: 'POST', route: `/${slug}/versions/${n.version}` }),
    operation: 'restore',
    shape: 'foreign',
    transport: 'REST',
  },
]

const write = (
  method: string,
  route: string,
  of: { body?: object; headers?: Readonly<Record<string, string>> } = {},
): Ask => ({ kind: 'rest', method, route, ...of })

/** A state that no row is in: whoever compares before asking access tells that the row is there. */
const STALE = { 'if-match': '"2000-01-01T00:00:00.000Z"' }

const changeCells = ({ config, slug }: Seat): Draft[] => {
  const touch = touchOf(config)
  const on = (names: Names, query = ''): string => `/${slug}/${rowOf(names, slug)}${query}`
  const asks: readonly (readonly [string, string, (names: Names) => Ask])[] = [
    ['update', 'foreign', (n) => write('PATCH', on(n), { body: touch })],
    ['update', 'foreign, deep', (n) => write('PATCH', on(n, '?depth=2'), { body: touch })],
    ['update', 'foreign, stale', (n) => write('PATCH', on(n), { body: touch, headers: STALE })],
    ['update', 'foreign, empty', (n) => write('PATCH', on(n), { body: {} })],
    [
      'update',
      'foreign, system field',
      (n) => write('PATCH', on(n), { body: { number: 'zz', fullName: 'zz' } }),
    ],
    [
      'update',
      'foreign, tenant',
      (n) => write('PATCH', on(n), { body: { ...touch, tenant: n.tenant } }),
    ],
    [
      'update',
      'foreign, autosave',
      (n) => write('PATCH', on(n, '?autosave=true&draft=true'), { body: touch }),
    ],
    [
      'bulk update',
      'where id',
      (n) => write('PATCH', `/${slug}?where[id][equals]=${rowOf(n, slug)}`, { body: touch }),
    ],
    [
      'bulk update',
      'where tenant',
      (n) => write('PATCH', `/${slug}?where[tenant][equals]=${n.tenant}`, { body: touch }),
    ],
    ['delete', 'foreign', (n) => write('DELETE', on(n))],
    ['delete', 'foreign, trash', (n) => write('DELETE', on(n, '?trash=true'))],
    [
      'bulk delete',
      'where id',
      (n) => write('DELETE', `/${slug}?where[id][equals]=${rowOf(n, slug)}`),
    ],
    [
      'bulk delete',
      'where tenant',
      (n) => write('DELETE', `/${slug}?where[tenant][equals]=${n.tenant}`),
    ],
    ['duplicate', 'foreign', (n) => write('POST', on(n, '/duplicate'), { body: {} })],
  ]
  return asks.map(([operation, shape, ask]) => ({ ask, operation, shape, transport: 'REST' }))
}

/** A row of one's own, or a new one, that names a row of somebody else. */
const linkCells = ({ config, home, slug }: Seat): Draft[] => {
  const own = (home.rows as Readonly<Record<string, string>>)[slug]
  const relations = relationsIn(config.flattenedFields).filter(({ to }) => to !== 'tenants')
  // Membership makes a colleague of anybody by design (USR-6).
  const isBinding = (path: string): boolean => !(slug === 'memberships' && path === 'user')
  return relations
    .filter(({ path }) => isBinding(path))
    .flatMap(({ isMany, path, to }): Draft[] => {
      const fresh = freshBody(home, slug)
      const linked = (n: Names): object => bodyOf(path, isMany ? [idFor(n, to)] : idFor(n, to))
      return [
        {
          ask: (n) => write('POST', `/${slug}?depth=2`, { body: { ...fresh, ...linked(n) } }),
          expects: refused,
          operation: 'create',
          shape: `foreign ${path}`,
          transport: 'REST',
        },
        {
          ask: (n) => write('PATCH', `/${slug}/${own ?? ''}?depth=2`, { body: linked(n) }),
          expects: refused,
          operation: 'update',
          shape: `own, foreign ${path}`,
          transport: 'REST',
        },
      ]
    })
}

const ownOf = ({ rows }: Seat['home'], slug: string): string =>
  (rows as Readonly<Record<string, string>>)[slug] ?? ''

const newCells = (
  { actor, config, home, slug, stage }: Seat,
  named = freshBody(home, slug),
  strange = freshBody(stage.sides[actor.foreign], slug),
): Draft[] => [
  {
    ask: (n) => write('POST', `/${slug}`, { body: { ...strange, tenant: n.tenant } }),
    ...(hasTenant(config) ? { expects: refused } : {}),
    operation: 'create',
    shape: 'all foreign',
    transport: 'REST',
  },
  {
    ask: (n) => write('POST', `/${slug}`, { body: { ...named, tenant: n.tenant } }),
    ...(hasTenant(config) ? { expects: refused } : {}),
    operation: 'create',
    shape: 'tenant in body',
    transport: 'REST',
  },
  ...(hasTenant(config)
    ? [
        {
          ask: (n: Names) =>
            write('PATCH', `/${slug}/${ownOf(home, slug)}`, { body: { tenant: n.tenant } }),
          expects: refused,
          operation: 'update',
          shape: 'own, foreign tenant',
          transport: 'REST' as const,
        },
      ]
    : []),
  {
    ask: (n) =>
      write('POST', `/${slug}?depth=1`, {
        body: freshBody(home, slug),
        headers: { cookie: `payload-tenant=${n.tenant}` },
      }),
    mayWrite: true,
    operation: 'create',
    shape: 'foreign cookie',
    transport: 'REST',
  },
  {
    ask: (n) => ({
      headers: { cookie: `payload-tenant=${n.tenant}` },
      kind: 'rest',
      method: 'GET',
      route: `/${slug}?limit=100`,
    }),
    operation: 'list',
    shape: 'foreign cookie',
    transport: 'REST',
  },
]

export const restCells = (seat: Seat, mustSee: boolean): Draft[] => [
  ...readCells(seat, mustSee),
  ...changeCells(seat),
  ...linkCells(seat),
  ...newCells(seat),
]
