// The matrix of integrity §5, over the config as it is: nobody sees, changes or counts what is another
// clinic's, whatever the entry, also with either wall down. @rule TEN-2 TEN-3 TEN-4
import { spawn } from 'node:child_process'
import { prove } from './support/prove.ts'
import type { Found, Result } from './isolation/run.ts'

const CELLS = Number(process.env.CELLS_EACH ?? 16_000)
const CONTROL_CELLS = 3_000
const MOST_MINUTES = 8

interface Run extends Result {
  readonly canariesPlaced: number
  readonly inLog: number
  readonly possible: number
  readonly unlisted: readonly string[]
}

const OPEN = ['--import', './tests/proofs/isolation/open/register.mjs']

const runOnce = (of: { cells: number; isAccessOpen: boolean; isRowsOpen: boolean }): Promise<Run> =>
  new Promise((resolve, reject) => {
    const args = [
      ...['--conditions=production', '--import', 'tsx', ...(of.isAccessOpen ? OPEN : [])],
      'tests/proofs/isolation/oneRun.ts',
    ]
    const child = spawn(process.execPath, args, {
      env: {
        ...process.env,
        CELLS: String(of.cells),
        ...(of.isRowsOpen ? { ROWS_OPEN: '1' } : {}),
      },
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    let told = ''
    child.stdout.on('data', (chunk: Buffer) => (told += chunk.toString()))
    child.on('close', (code) => {
      const line = told.split('\n').findLast((one) => one.startsWith('@@'))
      if (line === undefined) reject(new Error(`a run ended with ${code ?? 'a signal'}: ${told}`))
      else resolve(JSON.parse(line.slice(2)) as Run)
    })
  })

const isLeak = ({ kind }: Found): boolean => kind === 'canary' || kind === 'foreign id'

const figuresOf = ({ byOperation, byTransport, cells, found, inLog, minutes, requests }: Run) => ({
  byOperation,
  byTransport,
  canaries: found.filter(isLeak).length + inLog,
  cells,
  findings: (process.env.ALL === undefined ? found.slice(0, 20) : found).map(
    ({ cell, kind, what }) => `${kind}: ${cell}: ${what}`,
  ),
  minutes: Number(minutes.toFixed(2)),
  others: found.filter((one) => !isLeak(one)).length,
  requests,
})

const holds = (run: Run): boolean =>
  run.found.length + run.inLog + run.unlisted.length === 0 &&
  run.cells >= 12_000 &&
  run.minutes <= MOST_MINUTES

await prove('isolation', async () => {
  const asIs = await runOnce({ cells: CELLS, isAccessOpen: false, isRowsOpen: false })
  const rowsAlone = await runOnce({ cells: CELLS, isAccessOpen: true, isRowsOpen: false })
  const accessAlone = await runOnce({ cells: CELLS, isAccessOpen: false, isRowsOpen: true })
  // With both walls down the same cells must find what there is to find.
  const control = await runOnce({ cells: CONTROL_CELLS, isAccessOpen: true, isRowsOpen: true })
  const inControl = control.found.filter(isLeak).length
  return {
    figures: {
      canaries: [asIs, rowsAlone, accessAlone].reduce(
        (sum, { found, inLog }) => sum + found.filter(isLeak).length + inLog,
        0,
      ),
      canariesInControl: inControl,
      canariesPlaced: asIs.canariesPlaced,
      cells: asIs.cells + rowsAlone.cells + accessAlone.cells,
      possible: asIs.possible,
      runs: {
        accessAlone: figuresOf(accessAlone),
        asIs: figuresOf(asIs),
        rowsAlone: figuresOf(rowsAlone),
      },
      unlisted: asIs.unlisted,
    },
    ok: [asIs, rowsAlone, accessAlone].every(holds) && inControl > 0,
  }
})
