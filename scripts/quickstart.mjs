// From a fresh clone to a running clinic: installs, builds, starts PostgreSQL, migrates, seeds, serves.
// Needs nothing but Node and npm. Options: --port N, --data-dir DIR, --no-seed, --within SECONDS (fails
// when it takes longer, without the download, which depends on the line and not on us).
import { spawn } from 'node:child_process'
import http from 'node:http'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { buildFingerprint, isBuilt, isInstalled, markBuilt, root } from './lib.mjs'

process.chdir(root)

const { values } = parseArgs({
  options: {
    'data-dir': { default: process.env.CASELOAD_DATA_DIR ?? '.data', type: 'string' },
    'no-seed': { default: false, type: 'boolean' },
    port: { default: process.env.PORT ?? '3000', type: 'string' },
    within: { type: 'string' },
  },
})

const timings = []
const say = (text) => process.stdout.write(`${text}\n`)
const fail = (text) => {
  process.stderr.write(`\n${text}\n`)
  for (const { name, seconds } of timings)
    process.stderr.write(`  ${seconds.toFixed(1).padStart(6)} s  ${name}\n`)
  process.exit(1)
}

const timed = async (name, work) => {
  const startedAt = performance.now()
  try {
    return await work()
  } catch (error) {
    timings.push({ name: `${name} (failed)`, seconds: (performance.now() - startedAt) / 1000 })
    fail(error instanceof Error ? error.message : String(error))
  } finally {
    const seconds = (performance.now() - startedAt) / 1000
    timings.push({ name, seconds })
    say(`  ${seconds.toFixed(1).padStart(6)} s  ${name}`)
  }
}

const env = {
  ...process.env,
  CASELOAD_DATA_DIR: path.resolve(values['data-dir']),
  LOG_LEVEL: process.env.LOG_LEVEL ?? 'warn',
  NEXT_TELEMETRY_DISABLED: '1',
  NODE_ENV: 'production',
  PORT: values.port,
}

/** Runs a command quietly; what it said is shown only when it failed, unless it tells how far it is. */
const run = (command, args, { tells = false } = {}) =>
  new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      env,
      shell: process.platform === 'win32',
      stdio: ['ignore', 'pipe', tells ? 'inherit' : 'pipe'],
    })
    let told = ''
    const keep = (chunk) => {
      told = (told + chunk).slice(-8000)
    }
    child.stdout.on('data', keep)
    child.stderr?.on('data', keep)
    child.on('error', reject)
    child.on('exit', (code) => {
      if (code === 0) resolve(told)
      else reject(new Error(`${command} ${args.join(' ')} ended with ${code}\n${told}`))
    })
  })

const node = (...args) => run(process.execPath, ['--conditions=production', ...args])
const caseload = (command, options) =>
  run(process.execPath, ['--conditions=production', 'dist/src/server/cli.js', command], options)

const ensureNode = () => {
  const [major, minor] = process.versions.node.split('.').map(Number)
  if (major < 20 || (major === 20 && minor < 9))
    fail(`Node 20.9 or newer is needed; this is ${process.versions.node}`)
}

const isReady = () =>
  new Promise((resolve) => {
    http
      .get({ host: '127.0.0.1', path: '/ready', port: values.port, timeout: 2000 }, (response) => {
        response.resume()
        resolve(response.statusCode === 200)
      })
      .on('error', () => resolve(false))
      .on('timeout', () => resolve(false))
  })

const startServer = async () => {
  const child = spawn(
    process.execPath,
    ['--conditions=production', 'dist/src/server/cli.js', 'serve', '--worker'],
    { env, stdio: ['ignore', 'inherit', 'inherit'] },
  )
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal))
  let hasStarted = false
  let ended
  child.on('exit', (code) => {
    ended = code ?? 1
    if (hasStarted) process.exit(ended)
  })
  while (!(await isReady())) {
    if (ended !== undefined) throw new Error('the server did not start')
    await new Promise((resolve) => setTimeout(resolve, 200))
  }
  if (ended !== undefined) throw new Error(`something else answers on port ${values.port}`)
  hasStarted = true
  return child
}

ensureNode()
say('Caseload: quick start')
if (await isReady()) fail(`Something answers on port ${values.port} already; --port takes another.`)
if (!isInstalled())
  await timed('install', () => run('npm', ['ci', '--include=dev', '--no-audit', '--no-fund']))
const begunAt = performance.now()
const print = buildFingerprint()
const needsBuild = !isBuilt(print)
if (needsBuild) await timed('build the server', () => node('scripts/build.mjs', '--server'))
const prepareDatabase = async () => {
  await timed('database', () => caseload('migrate'))
  if (!values['no-seed']) return timed('demo data', () => caseload('seed', { tells: true }))
  return ''
}
const [logins] = await Promise.all([
  prepareDatabase(),
  needsBuild
    ? timed('build the admin panel', () => node('scripts/build.mjs', '--admin'))
    : undefined,
])
if (needsBuild) markBuilt(print)
const server = await timed('start', startServer)
const seconds = (performance.now() - begunAt) / 1000
say(`\nReady after ${seconds.toFixed(0)} s on http://localhost:${values.port}/admin\n`)
if (logins) say(logins.trim())
if (seconds > Number(values.within ?? Infinity)) {
  server.kill('SIGTERM')
  fail(`Ready after ${seconds.toFixed(0)} s; more than ${values.within} s is too long.`)
}
say('\nCtrl-C stops it. Another `npm run quickstart` starts what is there.')
