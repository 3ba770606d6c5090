// Prints one row for each thing that was measured; ends with 1 where a floor is undercut.
import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { DATA_SETS, isDataSet } from './load/sets.ts'
import { faultsOf, type Floors } from './floors.ts'
import { type Figures, ROWS } from './rows.ts'
import { openStage, type Stage } from './stage.ts'

const { values } = parseArgs({
  options: {
    json: { type: 'boolean' },
    only: { type: 'string' },
    set: { default: 'S', type: 'string' },
  },
})

const end = (told: string): never => {
  console.error(told)
  process.exit(2)
}
const { only, set } = values
if (only !== undefined && !(only in ROWS)) {
  end(`There is no row ${only}; there are ${Object.keys(ROWS).join(', ')}.`)
}
const name = isDataSet(set)
  ? set
  : end(`There is no data set ${set}; there are ${Object.keys(DATA_SETS).join(', ')}.`)

const floors = JSON.parse(readFileSync(new URL('floors.json', import.meta.url), 'utf8')) as Floors

const HEAD = ['p95Ms', 'perSecond', 'stockPerSecond', 'timesStock', 'rawPerSecond', 'shareOfRaw']

const told = (value: number | undefined): string =>
  value === undefined ? '' : value.toFixed(value < 10 ? 2 : value < 100 ? 1 : 0)

const lineOf = (row: string, figures: Figures | null): string => {
  if (figures === null) return `| ${row} | ${HEAD.map(() => '').join(' | ')} | does not exist yet |`
  const others = Object.entries(figures).filter(([figure]) => !HEAD.includes(figure))
  const more = others.map(([figure, value]) => `${figure} ${told(value)}`).join(', ')
  return `| ${row} | ${HEAD.map((figure) => told(figures[figure])).join(' | ')} | ${more} |`
}

const measure = async (stage: Stage): Promise<Record<string, Figures | null>> => {
  const rows: Record<string, Figures | null> = {}
  for (const [row, run] of Object.entries(ROWS)) {
    if (only === undefined || only === row) rows[row] = (await run(stage)) ?? null
  }
  return rows
}

const undos: (() => unknown)[] = []
try {
  const stage = await openStage((undo) => undos.push(undo), name)
  const { loaded } = stage
  const rows = await measure(stage)
  const faults = faultsOf(rows, floors)
  if (values.json === true) {
    console.log(JSON.stringify({ faults, loaded, ok: faults.length === 0, rows, set: name }))
  } else {
    console.log(`Data set ${name}: ${loaded.rows} rows loaded in ${told(loaded.seconds)} s.\n`)
    console.log(`| row | ${HEAD.join(' | ')} | more |`)
    console.log(`|---|${HEAD.map(() => '---|').join('')}---|`)
    for (const [row, figures] of Object.entries(rows)) console.log(lineOf(row, figures))
    for (const fault of faults) console.log(fault)
  }
  process.exitCode = faults.length === 0 ? 0 : 1
} finally {
  for (const undo of undos.reverse()) await undo()
}
process.exit()
