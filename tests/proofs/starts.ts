// Every Node process of ours, twenty starts each: what counts is its effect, because a process that ends
// too early may still say that all is well (integrity §1.11). @rule OPS-7
import { chmodSync, mkdtempSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { startCluster } from '../../src/server/embedded/cluster.ts'
import { ensureDatabase } from '../../src/server/embedded/database.ts'
import { environmentFor, openWorkspace } from '../support/processes.ts'
import { prepareStarts, START_CASES } from '../support/starts.ts'
import { inParallel } from './support/parallel.ts'
import { type Cleanup, prove } from './support/prove.ts'

const RUNS = 20
const AT_ONCE = 2
const PASSWORD = 'throw-away'

/** The database that `npm run prove` has started, or one of our own. */
const ensureCluster = async (cleanup: Cleanup): Promise<void> => {
  if (process.env.CASELOAD_TEST_DATABASE !== undefined) return
  const dataDir = mkdtempSync(path.join(os.tmpdir(), 'caseload-starts-'))
  cleanup(() => rm(dataDir, { force: true, recursive: true }))
  chmodSync(dataDir, 0o755)
  const cluster = await startCluster({ dataDir, isDisposable: true, password: PASSWORD })
  cleanup(cluster.stop)
  const of = { database: 'caseload_template', password: PASSWORD, port: cluster.port }
  process.env.CASELOAD_TEST_DATABASE = JSON.stringify(of)
  const workspace = openWorkspace({ env: environmentFor(await ensureDatabase(of)) })
  const { code, stderr } = await workspace.run(['migrate'])
  await workspace.close()
  if (code !== 0) throw new Error(`migrate ended with ${code ?? 'a signal'}\n${stderr}`)
}

interface Run {
  readonly hasEffect: boolean
  readonly name: string
  readonly seconds: number
}

const figuresOf = (runs: readonly Run[]) => ({
  effects: runs.filter(({ hasEffect }) => hasEffect).length,
  runs: runs.length,
  secondsEach: Number(
    (runs.reduce((sum, { seconds }) => sum + seconds, 0) / runs.length).toFixed(2),
  ),
})

await prove('starts', async (cleanup) => {
  const startedAt = performance.now()
  await ensureCluster(cleanup)
  const starts = await prepareStarts()
  cleanup(starts.close)
  const names = Object.keys(START_CASES)
  const tasks = Array.from({ length: RUNS }, () => names).flat()
  const runs = await inParallel(tasks, AT_ONCE, async (name): Promise<Run> => {
    const begunAt = performance.now()
    const hasEffect = await starts.once(name).catch((error: unknown) => {
      console.error(name, error)
      return false
    })
    return { hasEffect, name, seconds: (performance.now() - begunAt) / 1000 }
  })
  const processes = Object.fromEntries(
    names.map((name) => [name, figuresOf(runs.filter((run) => run.name === name))]),
  )
  return {
    figures: { processes, seconds: Math.round((performance.now() - startedAt) / 1000) },
    ok: Object.values(processes).every(
      ({ effects, runs: all }) => effects === RUNS && all === RUNS,
    ),
  }
})
