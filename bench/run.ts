// Prints one row for each thing that was measured; ends with 1 where a floor is undercut.
import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { type Figures, ROWS } from './rows.ts'
import { openStage } from './stage.ts'

interface Floor {
  readonly max?: number
  readonly min?: number
}
type Floors = Readonly<Record<string, Readonly<Record<string, Floor>>>>

const { values } = parseArgs({ options: { json: { type: 'boolean' }, only: { type: 'string' } } })
if (values.only !== undefined && !(values.only in ROWS)) {
  console.error(`There is no row ${values.only}; there are ${Object.keys(ROWS).join(', ')}.`)
  process.exit(2)
}

const floors = JSON.parse(readFileSync(new URL('floors.json', import.meta.url), 'utf8')) as Floors

const undercut = (name: string, figures: Figures): string[] =>
  Object.entries(floors[name] ?? {}).flatMap(([figure, { max, min }]) => {
    const value = figures[figure] ?? Number.NaN
    const isFine = value >= (min ?? -Infinity) && value <= (max ?? Infinity)
    const limit = max === undefined ? `at least ${min ?? 0}` : `at most ${max}`
    return isFine ? [] : [`${name}: ${figure} is ${value.toFixed(2)}, ${limit} is asked`]
  })

const undos: (() => unknown)[] = []
const rows: Record<string, Figures> = {}
try {
  const stage = await openStage((undo) => undos.push(undo))
  for (const [name, measure] of Object.entries(ROWS)) {
    if (values.only === undefined || values.only === name) rows[name] = await measure(stage)
  }
} finally {
  for (const undo of undos.reverse()) await undo()
}

const faults = Object.entries(rows).flatMap(([name, figures]) => undercut(name, figures))
if (values.json === true) {
  console.log(JSON.stringify({ faults, ok: faults.length === 0, rows }))
} else {
  console.log('| row | figures |\n|---|---|')
  for (const [name, figures] of Object.entries(rows)) {
    const told = Object.entries(figures).map(([figure, value]) => `${figure} ${value.toFixed(2)}`)
    console.log(`| ${name} | ${told.join(', ')} |`)
  }
  for (const fault of faults) console.log(fault)
}
process.exit(faults.length === 0 ? 0 : 1)
