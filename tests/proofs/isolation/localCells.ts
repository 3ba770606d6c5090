import { freshBody } from './bodies.ts'
import { hasTenant, relationsIn, touchOf } from './fields.ts'
import { idFor, rowOf, seesOwn } from './restCells.ts'
import { type Draft, type Names, refused, type Seat } from './types.ts'

/** Calls of a host's own code, which asks access. */
export const localCells = ({ config, home, slug }: Seat, mustSee: boolean): Draft[] => {
  const fresh = freshBody(home, slug)
  const own = (home.rows as Readonly<Record<string, string>>)[slug] ?? ''
  const touch = touchOf(config)
  const sees = mustSee ? { expects: seesOwn(own) } : {}
  const call = (
    [operation, shape, method]: readonly [string, string, string],
    args: (names: Names) => Record<string, unknown>,
    more: Partial<Draft> = {},
  ): Draft => ({
    ask: (n) => ({ args: { collection: slug, ...args(n) }, kind: 'local', method }),
    operation,
    shape,
    transport: 'Local API',
    ...more,
  })
  const onForeign = (n: Names): { id: string } => ({ id: rowOf(n, slug) })
  const whereForeign = (n: Names) => ({ where: { id: { equals: rowOf(n, slug) } } })
  const everything = { where: { id: { exists: true } } }
  return [
    call(['list', 'plain', 'find'], () => ({ limit: 100 }), sees),
    call(['list', 'depth 2', 'find'], () => ({ depth: 2, limit: 100 })),
    call(['list', 'no limit', 'find'], () => ({ limit: 0, pagination: false })),
    call(['list', 'where id', 'find'], whereForeign),
    ...relationsIn(config.flattenedFields).map(({ path, to }) =>
      call(['list', `where ${path}`, 'find'], (n) => ({
        where: { [path]: { equals: idFor(n, to) } },
      })),
    ),
    call(['distinct', 'id', 'findDistinct'], () => ({ field: 'id' })),
    call(['count', 'plain', 'count'], () => ({})),
    call(['count', 'where id', 'count'], whereForeign),
    call(['read', 'foreign', 'findByID'], onForeign),
    call(['read', 'foreign, depth 2', 'findByID'], (n) => ({ ...onForeign(n), depth: 2 })),
    call(['read', 'own', 'findByID'], () => ({ id: own }), sees),
    call(['update', 'foreign', 'update'], (n) => ({ ...onForeign(n), data: touch })),
    call(['bulk update', 'where id', 'update'], (n) => ({ ...whereForeign(n), data: touch })),
    call(['delete', 'foreign', 'delete'], onForeign),
    call(['bulk delete', 'where id', 'delete'], whereForeign),
    call(
      ['create', 'tenant in body', 'create'],
      (n) => ({ data: { ...fresh, tenant: n.tenant } }),
      hasTenant(config) ? { expects: refused } : {},
    ),
    ...(config.disableDuplicate ? [] : [call(['duplicate', 'foreign', 'duplicate'], onForeign)]),
    ...(config.versions
      ? [
          call(['versions', 'plain', 'findVersions'], () => ({ limit: 100 })),
          call(['versions', 'all', 'findVersions'], () => ({ limit: 0, ...everything })),
          call(['version', 'foreign', 'findVersionByID'], (n) => ({ id: n.version })),
          call(['restore', 'foreign', 'restoreVersion'], (n) => ({ id: n.version })),
        ]
      : []),
  ]
}
