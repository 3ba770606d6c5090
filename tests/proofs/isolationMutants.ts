// Takes one guard of isolation away at a time and asks who notices: an access function, a field's access, a
// hook, a policy, a key, a trigger, a right. The other wall is down where it would hide the hole.
import pg from 'pg'
import { findMissingGuards } from '../../src/db/guards/inventory.ts'
import { undone } from '../support/sql.ts'
import { allCells } from './isolation/cells.ts'
import { databaseMutants, type Mutant, sourceMutants } from './isolation/mutants.ts'
import { judge, labelOf, versionsOf } from './isolation/run.ts'
import { setStage, type Stage } from './isolation/stage.ts'
import { send } from './isolation/transports.ts'
import type { Cell } from './isolation/types.ts'
import { takeWallsDown } from './isolation/walls.ts'
import { prove } from './support/prove.ts'

const ACTORS = ['customer', 'admin of a', 'therapist2 of a', 'accountant of a', 'anonymous']
const MOST_CELLS = 60
/** They name no clinic, so that only a body that is right shows who may make them. */
const STAND_ALONE = ['tenants', 'users']
const SEES_SELDOM = ['therapist of a', 'therapist2 of a', 'operator of a', 'accountant of a']

interface Watch {
  readonly cells: readonly Cell[]
  readonly stage: Stage
  /** What each cell answers while every guard stands. */
  readonly statuses: Map<Cell, number>
  readonly versions: ReadonlyMap<string, string>
}

const WALLS = { access: true, rows: false } as const

const cellsFor = ({ cells }: Watch, { collection, operations }: Mutant): Cell[] => {
  const fitting = cells.filter(
    (cell) =>
      cell.collection === collection &&
      operations.includes(cell.operation) &&
      ACTORS.includes(cell.actor) &&
      (!cell.mayWrite || STAND_ALONE.includes(collection)) &&
      ['Local API', 'REST'].includes(cell.transport),
  )
  // Every shape in turn: the first of each caller, then the second.
  const rank = new Map<string, number>()
  return fitting
    .map((cell) => {
      const key = `${cell.actor} ${cell.transport}`
      const at = rank.get(key) ?? 0
      rank.set(key, at + 1)
      return { at, cell }
    })
    .toSorted((a, b) => a.at - b.at)
    .slice(0, MOST_CELLS)
    .map(({ cell }) => cell)
}

/** All that callers are shown of a collection: in lists, and of single rows what lists leave out. */
const shownOf = async ({ stage }: Watch, collection: string): Promise<string> => {
  const { rows } = stage.sides.a
  const routes = ['?limit=100&depth=0', '?limit=100&depth=1', `/${rows[collection as 'users']}`]
  const shown: string[] = []
  for (const name of SEES_SELDOM) {
    const actor = stage.actors[name]
    if (actor === undefined) throw new Error(`nobody is called ${name}`)
    for (const route of routes) {
      const ask = { kind: 'rest', method: 'GET', route: `/${collection}${route}` } as const
      const { body } = await send(stage, actor, ask)
      // The number of a refused request is new every time.
      shown.push(JSON.stringify(body).replaceAll(/"requestId":"[^"]*"/g, ''))
    }
  }
  return shown.join('\n')
}

const noticedBy = async (watch: Watch, mutant: Mutant): Promise<string | undefined> => {
  const { stage, statuses, versions } = watch
  if (mutant.operations.includes('fields')) {
    const before = await shownOf(watch, mutant.collection)
    const restore = await mutant.make(stage.app)
    const after = await shownOf(watch, mutant.collection)
    await restore()
    // Only what is as before without the mutant is the mutant's doing.
    const again = await shownOf(watch, mutant.collection)
    return before === after || before !== again ? undefined : 'fields shown'
  }
  const cells = cellsFor(watch, mutant)
  for (const cell of cells) {
    if (statuses.has(cell)) continue
    statuses.set(cell, (await judge(stage, cell, { versions, walls: WALLS })).status)
  }
  const restore = await mutant.make(stage.app)
  try {
    for (const cell of cells) {
      const { found, status } = await judge(stage, cell, { versions, walls: WALLS })
      const [first] = found
      if (first !== undefined) return `${first.kind} in ${labelOf(cell)}`
      if (status !== statuses.get(cell)) return `${status} in ${labelOf(cell)}`
    }
    return undefined
  } finally {
    await restore()
  }
}

const noticeInDatabase = async (stage: Stage): Promise<{ count: number; survivors: string[] }> => {
  const owner = new pg.Client({ connectionString: stage.app.database.ownerUrl })
  await owner.connect()
  const mutants = databaseMutants()
  const survivors: string[] = []
  for (const { finding, name, sql } of mutants) {
    await undone(owner, async () => {
      await owner.query(sql)
      if (!(await findMissingGuards(owner)).includes(finding)) survivors.push(name)
    })
  }
  await owner.end()
  return { count: mutants.length, survivors }
}

const WHY = 'no cell of its collection answers otherwise: another guard says the same'

await prove('isolation-mutants', async (cleanup) => {
  const startedAt = performance.now()
  const stage = await setStage()
  cleanup(() => stage.app.close())
  const inDatabase = await noticeInDatabase(stage)
  await takeWallsDown(stage.app)
  const watch: Watch = {
    cells: allCells(stage),
    stage,
    statuses: new Map(),
    versions: await versionsOf(stage),
  }
  const source = sourceMutants(stage.app)
  const survivors = inDatabase.survivors.map((name) => ({ name, why: 'the inventory misses it' }))
  for (const mutant of source) {
    const how = await noticedBy(watch, mutant)
    console.error(`${mutant.name}: ${how ?? 'SURVIVES'}`)
    if (how === undefined) survivors.push({ name: mutant.name, why: WHY })
  }
  const mutants = inDatabase.count + source.length
  const noticed = mutants - survivors.length
  const ofSource = source.length - (survivors.length - inDatabase.survivors.length)
  return {
    figures: {
      inDatabase: inDatabase.count,
      inSource: source.length,
      minutes: Number(((performance.now() - startedAt) / 60_000).toFixed(1)),
      mutants,
      noticed,
      noticedInSource: ofSource,
      survivors,
    },
    ok: mutants >= 200 && noticed / mutants >= 0.95 && ofSource / source.length >= 0.95,
  }
})
