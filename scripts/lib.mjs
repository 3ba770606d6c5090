// What the scripts share. Plain Node: nothing is installed yet when they begin.
import { spawn, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..')

export const isInstalled = () => {
  const installed = path.join(root, 'node_modules', '.package-lock.json')
  const lock = path.join(root, 'package-lock.json')
  return existsSync(installed) && statSync(installed).mtimeMs >= statSync(lock).mtimeMs
}

/** Installs once, and again when the lock file has changed. */
export const ensureInstalled = () => {
  if (isInstalled()) return
  const { status } = spawnSync('npm', ['ci', '--include=dev', '--no-audit', '--no-fund'], {
    cwd: root,
    shell: process.platform === 'win32',
    stdio: ['ignore', 2, 2],
  })
  if (status !== 0) {
    console.error('npm ci failed')
    process.exit(1)
  }
}

const SOURCES = [
  'src',
  'seed',
  'payload.config.ts',
  'next.config.ts',
  'package-lock.json',
  'scripts/build.mjs',
]
const STAMP = path.join(root, '.next', 'caseload-build')

const filesBelow = (source) =>
  statSync(path.join(root, source)).isDirectory()
    ? readdirSync(path.join(root, source), { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => path.relative(root, path.join(entry.parentPath ?? entry.path, entry.name)))
        .sort()
    : [source]

/** What the build is made of; another text means another build. */
export const buildFingerprint = () => {
  const hash = createHash('sha256')
  for (const file of SOURCES.flatMap(filesBelow)) {
    hash.update(file).update(readFileSync(path.join(root, file)))
  }
  return hash.digest('hex')
}

export const isBuilt = (print) =>
  existsSync(STAMP) && existsSync(path.join(root, 'dist')) && readFileSync(STAMP, 'utf8') === print

export const markBuilt = (print) => writeFileSync(STAMP, print)

/** Node with TypeScript and the conditions under which every process of ours runs. */
export const tsx = ['--conditions=production', '--import', 'tsx']

export const runTs = (file, args = [], env = {}) =>
  new Promise((resolve) => {
    const child = spawn(process.execPath, [...tsx, file, ...args], {
      cwd: root,
      env: { ...process.env, ...env },
      stdio: 'inherit',
    })
    child.on('exit', (code) => resolve(code ?? 1))
  })

/** A throw-away PostgreSQL with a migrated template; `stop` ends it. */
export const startDatabase = (args = []) =>
  new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [...tsx, 'tests/support/startDatabase.ts', ...args], {
      cwd: root,
      detached: true,
      env: { ...process.env, DATABASE_OWNER_URL: '', DATABASE_URL: '', LOG_LEVEL: 'error' },
      stdio: ['pipe', 'pipe', 'pipe'],
    })
    let told = ''
    child.stderr.on('data', (chunk) => {
      told += chunk
    })
    const stop = () =>
      new Promise((done) => {
        child.on('exit', done)
        child.stdin.end()
      })
    createInterface({ input: child.stdout }).on('line', (line) => {
      if (line.startsWith('@@')) resolve({ info: line.slice(2), stop })
      else told += `${line}\n`
    })
    child.on('exit', (code) =>
      reject(new Error(`the test database did not start (${code})\n${told}`)),
    )
  })
