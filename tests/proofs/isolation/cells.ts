import { PERMISSION_TABLE, TABLE_ROLES } from '../../../src/access/permissionTable.ts'
import { graphqlCells } from './graphqlCells.ts'
import { localCells } from './localCells.ts'
import { restCells } from './restCells.ts'
import { ROUTES } from './routes.ts'
import type { Mark } from './canaries.ts'
import type { ActorOf, Rows, Stage } from './stage.ts'
import type { Cell, Draft, Names, Seat } from './types.ts'

const UNKNOWN_ID = '01980000-0000-7000-8000-000000000000'

/** What the caller names: rows of another clinic. */
export const namesOf = (stage: Stage, mark: Mark, versions: ReadonlyMap<string, string>): Names => {
  const { clinic, rows } = stage.sides[mark]
  return {
    preferences: stage.preferences[mark],
    rows,
    signIn: stage.signIns[mark],
    tenant: clinic.tenant.id,
    text: `qx${mark}`,
    therapist: clinic.therapist.id,
    version: versions.get(mark) ?? UNKNOWN_ID,
  }
}

/** The same of nobody: an answer must not tell the difference. */
export const NOBODYS: Names = {
  preferences: UNKNOWN_ID,
  rows: new Proxy({}, { get: () => UNKNOWN_ID }) as Rows,
  signIn: UNKNOWN_ID,
  tenant: UNKNOWN_ID,
  text: 'qxz',
  therapist: UNKNOWN_ID,
  version: UNKNOWN_ID,
}

/** By which permission an operation is allowed. */
const ACTIONS: Readonly<Record<string, string>> = {
  'bulk delete': 'delete',
  'bulk update': 'update',
  duplicate: 'create',
  restore: 'update',
}

/** What the platform may do in every clinic is nothing to be refused: people and clinics. */
const isGranted = ({ role }: ActorOf, permission: string): boolean => {
  const cells = (PERMISSION_TABLE as Readonly<Record<string, readonly string[]>>)[permission]
  const isRead = permission.endsWith('.read')
  return role === 'super-admin' && !isRead && cells?.[TABLE_ROLES.indexOf(role)] === 'all'
}

/** The first lines of the log are soon on a later page. */
const mustSee = ({ role }: ActorOf, slug: string): boolean => {
  if (slug === 'audit-log') return false
  const cells = (PERMISSION_TABLE as Readonly<Record<string, readonly string[]>>)[`${slug}.read`]
  return role !== undefined && cells?.[TABLE_ROLES.indexOf(role as 'admin')] === 'all'
}

/** Looking into a clinic under a grant, appointing its admins and helping them are the platform's own acts. */
const isOfThePlatform = ({ role }: ActorOf, key: string): boolean =>
  role === 'super-admin' && /\/(?:break-glass|invite|reset-mfa)/.test(key)

const routeCells = ({ actor, home }: Seat): (readonly [string, Draft])[] =>
  Object.entries(ROUTES).flatMap(([key, tries]) => {
    if (isOfThePlatform(actor, key)) return []
    const [method = '', route = ''] = key.split(' ')
    const collection = route.startsWith('/') ? 'reports' : (route.split('/')[0] ?? '')
    return tries.map(({ body, headers, id, mayWrite = false, query, shape }) => {
      const draft: Draft = {
        ask: (names) => {
          const asked = id?.(names) === 'own' ? home.rows.sessions : (id?.(names) ?? '')
          const path = `/${route.replace(/^\//, '').replace(':id', asked)}`
          return {
            kind: 'rest',
            method: method.toUpperCase(),
            route: query === undefined ? path : `${path}?${query(home, names)}`,
            ...(body === undefined ? {} : { body: body(home, names) }),
            ...(headers === undefined ? {} : { headers }),
          }
        },
        mayWrite,
        operation: `action ${key}`,
        shape,
        transport: 'REST',
      }
      return [collection, draft] as const
    })
  })

/** Of every collection of the config, for one caller: Payload's own migrations have no routes. */
const seatsOf = (stage: Stage, name: string, actor: ActorOf): Seat[] =>
  stage.app.config.collections
    .filter(({ endpoints }) => (endpoints || []).length > 0)
    .map((config) => ({
      actor,
      config,
      home: stage.sides[actor.home],
      name,
      slug: config.slug,
      stage,
    }))

/** Every cell: callers × collections × operations × transports × shapes of the config as it is. */
export const allCells = (stage: Stage): Cell[] =>
  Object.entries(stage.actors).flatMap(([name, actor]) => {
    const seats = seatsOf(stage, name, actor)
    const [first] = seats
    if (first === undefined) return []
    const complete = (collection: string, draft: Draft): Cell => ({
      mayWrite: false,
      ...draft,
      actor: name,
      collection,
    })
    return [
      ...seats.flatMap((seat) => {
        const sees = mustSee(actor, seat.slug)
        return [...restCells(seat, sees), ...graphqlCells(seat, sees), ...localCells(seat, sees)]
          .filter(
            ({ operation }) => !isGranted(actor, `${seat.slug}.${ACTIONS[operation] ?? operation}`),
          )
          .map((draft) => complete(seat.slug, draft))
      }),
      ...routeCells(first).map(([collection, draft]) => complete(collection, draft)),
    ]
  })

const pairsOf = ({ actor, collection, operation, shape, transport }: Cell): string[] => {
  const kind = shape.replace(/ .*/, '')
  return [
    `${actor}|${collection}`,
    `${actor}|${operation}|${transport}`,
    `${collection}|${operation}|${transport}`,
    `${collection}|${kind}`,
    `${actor}|${kind}`,
    `${operation}|${transport}|${shape}`,
  ]
}

/** As few cells as it takes for every pair of their properties, the same ones every time. */
export const pairwise = (cells: readonly Cell[]): Cell[] => {
  const covered = new Set<string>()
  const order = cells.map((cell, index) => ({ at: (index * 7_919) % cells.length, cell }))
  return order
    .toSorted((a, b) => a.at - b.at)
    .filter(({ cell }) => {
      const fresh = pairsOf(cell).filter((pair) => !covered.has(pair))
      for (const pair of fresh) covered.add(pair)
      return fresh.length > 0
    })
    .map(({ cell }) => cell)
}

/** Every pair of properties, and of the rest each so-many-th until there are enough. */
export const sampleOf = (cells: readonly Cell[], wanted: number): Cell[] => {
  const chosen = new Set(pairwise(cells))
  const rest = cells.filter((cell) => !chosen.has(cell))
  const missing = Math.max(0, Math.min(rest.length, wanted - chosen.size))
  for (let index = 0; index < missing; index += 1) {
    const cell = rest[Math.floor((index * rest.length) / missing)]
    if (cell !== undefined) chosen.add(cell)
  }
  return cells.filter((cell) => chosen.has(cell))
}
