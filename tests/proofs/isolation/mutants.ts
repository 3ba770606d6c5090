import type {
  CollectionConfig,
  Field,
  FieldAccess,
  FlattenedField,
  SanitizedCollectionConfig,
} from 'payload'
import { LOSSES } from '../../integration/database/guardDrops.ts'
import { isGrantable, isPermission } from '../../../src/access/permissions.ts'
import { EXPECTED_GUARDS } from '../../../src/db/guards/expected.ts'
import type { TestApp } from '../../support/app.ts'
import { isOurs, relationsIn } from './fields.ts'

/** One guard less. */
export interface Mutant {
  /** The cells that should notice, by collection and operation. */
  readonly collection: string
  readonly name: string
  readonly operations: readonly string[]
  /** Takes the guard away; what comes back puts it in place again. */
  readonly make: (app: TestApp) => Promise<() => Promise<void>>
  readonly order: number
}

const OF_ACTION: Readonly<Record<string, readonly string[]>> = {
  create: ['create'],
  delete: ['delete'],
  read: ['list', 'read', 'count'],
  readVersions: ['versions', 'version'],
  update: ['update'],
}

const at = (app: TestApp, slug: string): SanitizedCollectionConfig =>
  app.payload.collections[slug as 'users'].config

/** In this order, because what deletes goes last. */
const ORDER = ['read', 'readVersions', 'create', 'update', 'delete']

const opened = (slug: string, action: string): Mutant => ({
  collection: slug,
  make: (app) => {
    const { access } = at(app, slug)
    const key = action as 'read'
    const kept = access[key]
    access[key] = () => true
    return Promise.resolve(() => Promise.resolve(void (access[key] = kept)))
  },
  name: `access ${slug}.${action} says yes`,
  operations: OF_ACTION[action] ?? [],
  order: ORDER.indexOf(action) + 10,
})

type Hooks = NonNullable<CollectionConfig['hooks']>

/** Keys between rows of one clinic are the other guard of relations. */
const withoutKeys = async (app: TestApp, slug: string): Promise<() => Promise<void>> => {
  const table = slug.replaceAll('-', '_')
  const keys = await app.sql<{ definition: string; name: string; tab: string }>(
    `select k.conname as name, c.relname as tab, pg_get_constraintdef(k.oid) as definition
       from pg_constraint k join pg_class c on c.oid = k.conrelid
      where k.contype = 'f' and (c.relname = $1 or c.relname like $1 || '\\_%')`,
    [table],
  )
  for (const { name, tab } of keys) {
    await app.sql(`alter table "${tab}" drop constraint "${name}"`)
  }
  return async () => {
    for (const { definition, name, tab } of keys) {
      // What the mutant wrote meanwhile may break the key; those rows stay, the next mutants ask others.
      await app.sql(`alter table "${tab}" add constraint "${name}" ${definition} not valid`)
    }
  }
}

const unhooked = (slug: string, [event, hook]: readonly [keyof Hooks, string]): Mutant => ({
  collection: slug,
  async make(app) {
    const hooks = at(app, slug).hooks as unknown as Record<string, { name: string }[]>
    const kept = hooks[event]
    hooks[event] = (kept ?? []).filter(({ name }) => name !== hook)
    const restore =
      event === 'beforeValidate' ? await withoutKeys(app, slug) : () => Promise.resolve()
    return async () => {
      hooks[event] = kept ?? []
      await restore()
    }
  },
  name: `${slug} without ${hook}`,
  operations: ['create', 'update'],
  order: 9,
})

interface Readable {
  access?: { read?: FieldAccess }
}

/** Payload reads by the fields as they are nested; what is flattened may be a copy. */
const namedIn = (fields: readonly Field[], name: string): Readable[] =>
  fields.flatMap((field): Readable[] => {
    if ('name' in field) {
      return field.name === name ? [field as Readable] : []
    }
    if ('tabs' in field) return field.tabs.flatMap((tab) => namedIn(tab.fields, name))
    return 'fields' in field ? namedIn(field.fields, name) : []
  })

const seenBy = (slug: string, field: FlattenedField): Mutant => ({
  collection: slug,
  make: (app) => {
    const owners = [field as Readable, ...namedIn(at(app, slug).fields, field.name)]
    const kept = owners.map(({ access }) => access)
    for (const owner of owners) owner.access = { ...owner.access, read: () => true }
    return Promise.resolve(() => {
      for (const [index, owner] of owners.entries()) owner.access = kept[index] ?? {}
      return Promise.resolve()
    })
  },
  name: `field ${slug}.${field.name} shown to everybody`,
  operations: ['fields'],
  order: 1,
})

const HOOKS: readonly (readonly [keyof Hooks, string])[] = [
  ['beforeOperation', 'ensureMayChange'],
  ['beforeValidate', 'fillTenant'],
  ['beforeValidate', 'ensureRelationsExist'],
]

const isTaken = (
  { access, flattenedFields, hooks, slug }: SanitizedCollectionConfig,
  [event, hook]: readonly [keyof Hooks, string],
): boolean => {
  const there = hooks[event] as { name: string }[] | undefined
  if (!there?.some(({ name }) => name === hook)) return false
  // Nobody writes these by hand: access says no before anything else is asked.
  const isWritten = (['create', 'update'] as const).some((action) => {
    const name = `${slug}.${action}`
    return isPermission(name) && isGrantable(name) && access[action].name !== 'nobodyByHand'
  })
  // A collection whose rows name none but their clinic has nothing to look up.
  const isIdle =
    hook === 'ensureRelationsExist' &&
    relationsIn(flattenedFields).every(({ to }) => to === 'tenants')
  return isWritten && isOurs(slug) && !isIdle
}

/** What our role may not delete at all is denied by the database, which is taken away by its own mutants. */
const isDeniedBelow = (slug: string, action: string): boolean =>
  action === 'delete' && EXPECTED_GUARDS.includes(`denied ${slug.replaceAll('-', '_')}.delete`)

const INVENTORIED = /^(?:constraint|denied|function|index|not-null|trigger|view|wall) /

/** Guards of the database that keep clinics apart or deny the server something. */
const KEEPS_APART =
  /^(?:denied|wall|not-null) |(?:keep_tenant|fill_tenant)|_fk$|_works_here$|in_scope/

export interface DatabaseMutant {
  readonly finding: string
  readonly name: string
  readonly sql: string
}

export const databaseMutants = (): DatabaseMutant[] =>
  LOSSES.filter(
    ({ guard }) =>
      INVENTORIED.test(guard) && KEEPS_APART.test(guard) && EXPECTED_GUARDS.includes(guard),
  ).map(({ finding, guard, how, sql }) => ({ finding, name: `${guard} ${how}`, sql }))

/** Every access function, reading field access and isolating hook of ours, one at a time. */
export const sourceMutants = ({ config }: TestApp): Mutant[] =>
  config.collections
    .filter(({ slug }) => isOurs(slug))
    .flatMap((collection) => {
      const { access, flattenedFields, slug, versions } = collection
      const actions = Object.keys(OF_ACTION).filter(
        (action) =>
          action in access &&
          (action !== 'readVersions' || Boolean(versions)) &&
          !isDeniedBelow(slug, action),
      )
      const shown = flattenedFields.filter(
        (field) =>
          'access' in field &&
          field.access?.read !== undefined &&
          !('hidden' in field && field.hidden),
      )
      return [
        ...actions.map((action) => opened(slug, action)),
        ...HOOKS.filter((hook) => isTaken(collection, hook)).map((hook) => unhooked(slug, hook)),
        ...shown.map((field) => seenBy(slug, field)),
      ]
    })
    .toSorted((a, b) => a.order - b.order)
