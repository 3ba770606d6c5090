// What the scripts share. Plain Node: nothing is installed yet when they begin.
import { spawn, spawnSync } from 'node:child_process'
import { existsSync, statSync } from 'node:fs'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..')

/** Installs once, and again when the lock file has changed. */
export const ensureInstalled = () => {
  const installed = path.join(root, 'node_modules', '.package-lock.json')
  const lock = path.join(root, 'package-lock.json')
  if (existsSync(installed) && statSync(installed).mtimeMs >= statSync(lock).mtimeMs) return
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
