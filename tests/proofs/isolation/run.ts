import type { Mark } from './canaries.ts'
import { inParallel } from '../support/parallel.ts'
import { NOBODYS, namesOf } from './cells.ts'
import { isOurs } from './fields.ts'
import { differenceOf, faultOf, type Finding, leaksIn } from './judge.ts'
import type { Stage } from './stage.ts'
import { send } from './transports.ts'
import type { Cell } from './types.ts'

/** Which of the two walls stand. */
export interface Walls {
  readonly access: boolean
  readonly rows: boolean
}

export interface Found extends Finding {
  readonly cell: string
}

export interface Result {
  readonly byOperation: Readonly<Record<string, number>>
  readonly byTransport: Readonly<Record<string, number>>
  readonly cells: number
  readonly found: readonly Found[]
  readonly minutes: number
  readonly requests: number
}

const MARKS = ['a', 'b', 'c'] as const
const LANES = 4
const BATCH = 500

export const labelOf = ({ actor, collection, operation, shape, transport }: Cell): string =>
  `${actor}: ${transport} ${operation} ${collection} (${shape})`

/** One sum of all rows of a clinic, people's sign-ins left out. */
const printOf = async ({ app, sides }: Stage, mark: Mark): Promise<string> => {
  const tables = await app.sql<{ name: string }>(
    `select c.relname as name from pg_class c
       join pg_attribute a on a.attrelid = c.oid and a.attname = 'tenant_id' and not a.attisdropped
      where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace order by 1`,
  )
  const hash = (of: string) => `coalesce(sum(hashtextextended(${of}::text, 0)::numeric), 0)`
  const parts = [
    ...tables.map(
      ({ name }) =>
        `select '${name}', count(*), ${hash('t')} from "${name}" t where tenant_id = $1`,
    ),
    `select 'tenants', count(*), ${hash('t')} from tenants t where id = $1`,
    `select 'users', count(*), ${hash('(t.id, t.email, t.first_name, t.last_name, t.full_name, t.hash)')}
       from users t where id in (select user_id from memberships where tenant_id = $1)`,
    `select 'account_states', count(*), ${hash('t')}
       from account_states t where user_id in (select user_id from memberships where tenant_id = $1)`,
    `select 'sign_in_records', count(*), ${hash('(t.id, t.ended_at)')}
       from sign_in_records t where user_id in (select user_id from memberships where tenant_id = $1)`,
    // Nobody writes into the log of a clinic that they do not work in.
    `select 'audit_log', count(*), 0
       from audit_log where tenant_id = $1
        and user_id in (select user_id from memberships where tenant_id <> $1
                        except select user_id from memberships where tenant_id = $1)`,
  ]
  const rows = await app.sql<Record<string, unknown>>(
    `select * from (${parts.join(' union all ')}) as p (name, rows, hash)`,
    [sides[mark].clinic.tenant.id],
  )
  return JSON.stringify(rows)
}

export const versionsOf = async ({ app, sides }: Stage): Promise<Map<string, string>> => {
  const versions = new Map<string, string>()
  for (const mark of MARKS) {
    const [row] = await app.sql<{ id: string }>(
      'select id from _settings_v where tenant_id = $1 limit 1',
      [sides[mark].clinic.tenant.id],
    )
    versions.set(mark, row?.id ?? '')
  }
  return versions
}

const tellChanges = (before: string, after: string): string => {
  const [a, b] = [before, after].map((text) => JSON.parse(text) as { name: string }[])
  return (b ?? [])
    .filter((row, index) => JSON.stringify(row) !== JSON.stringify(a?.[index]))
    .map(({ name }) => name)
    .join(', ')
}

const countBy = (values: readonly string[]): Record<string, number> => {
  const counts: Record<string, number> = {}
  for (const value of values) counts[value] = (counts[value] ?? 0) + 1
  return Object.fromEntries(Object.entries(counts).sort())
}

export interface Judged {
  readonly found: Finding[]
  readonly requests: number
  readonly status: number
}

export const judge = async (
  stage: Stage,
  cell: Cell,
  { versions, walls }: { versions: ReadonlyMap<string, string>; walls: Walls },
): Promise<Judged> => {
  const actor = stage.actors[cell.actor]
  if (actor === undefined) throw new Error(`nobody is called ${cell.actor}`)
  const ask = cell.ask(namesOf(stage, actor.foreign, versions))
  const told = await send(stage, actor, ask)
  const leaks = leaksIn(stage, actor, { ask, isWithinClinic: walls.access, told })
  if (isOurs(cell.collection)) leaks.push(...faultOf(told))
  const complaint = walls.access ? cell.expects?.(told) : undefined
  if (complaint !== undefined) leaks.push({ kind: 'own data', what: complaint })
  const twin = cell.ask(NOBODYS)
  // The platform may name a clinic and its people, so that those are not as unknown ones.
  // The log grows by every question, also between two that are alike.
  const isGrowing = cell.collection === 'audit-log' && cell.operation === 'list'
  const isTold =
    actor.role === 'super-admin' ||
    cell.mayWrite ||
    isGrowing ||
    !walls.access ||
    !isOurs(cell.collection)
  if (isTold || JSON.stringify(ask) === JSON.stringify(twin))
    return { found: leaks, requests: 1, status: told.status }
  const unknown = { ask: twin, told: await send(stage, actor, twin) }
  const found = [...leaks, ...differenceOf({ ask, told }, unknown)]
  return { found, requests: 2, status: told.status }
}

/** Asks every cell, and looks after each batch whether anything of a clinic has changed. */
export const runCells = async (
  stage: Stage,
  cells: readonly Cell[],
  walls: Walls,
): Promise<Result> => {
  const startedAt = performance.now()
  const versions = await versionsOf(stage)
  const found: Found[] = []
  let requests = 0
  const work = async (batch: readonly Cell[], marks: readonly Mark[], width: number) => {
    const before = await Promise.all(marks.map((mark) => printOf(stage, mark)))
    await inParallel(batch, width, async (cell) => {
      const judged = await judge(stage, cell, { versions, walls })
      requests += judged.requests
      found.push(...judged.found.map((one) => ({ ...one, cell: labelOf(cell) })))
    })
    const after = await Promise.all(marks.map((mark) => printOf(stage, mark)))
    marks.forEach((mark, index) => {
      const [was = '', is = ''] = [before[index], after[index]]
      if (was === is) return
      const what = `rows of ${mark} changed: ${tellChanges(was, is)}`
      const span = [batch[0], batch.at(-1)].map((cell) => (cell ? labelOf(cell) : '')).join(' … ')
      found.push({ cell: span, kind: 'fault', what })
    })
  }
  const reading = cells.filter(({ mayWrite }) => !mayWrite)
  for (let at = 0; at < reading.length; at += BATCH) {
    await work(reading.slice(at, at + BATCH), walls.access ? MARKS : [], LANES)
  }
  const writing = cells.filter(({ mayWrite }) => mayWrite)
  for (const home of ['a', 'b'] as const) {
    const batch = writing.filter(({ actor }) => stage.actors[actor]?.home === home)
    const isBoth = (cell: Cell): boolean => cell.actor === 'both'
    await work(
      batch.filter((cell) => !isBoth(cell)),
      home === 'a' ? ['b', 'c'] : ['a', 'c'],
      1,
    )
    await work(batch.filter(isBoth), ['c'], 1)
  }
  return {
    byOperation: countBy(cells.map(({ operation }) => operation.replace(/^action .*/, 'action'))),
    byTransport: countBy(cells.map(({ transport }) => transport)),
    cells: cells.length,
    found,
    minutes: (performance.now() - startedAt) / 60_000,
    requests,
  }
}
