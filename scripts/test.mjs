// npm test: unit, integration and browser tests, each with what it needs. Arguments: unit | int | e2e,
// then anything for jest, such as a file name.
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import path from 'node:path'
import { findChromium } from './chromium.mjs'
import { ensureInstalled, root, startDatabase } from './lib.mjs'

process.chdir(root)
ensureInstalled()

const KINDS = {
  e2e: {
    match: '\\.e2e\\.spec\\.ts$',
    needsBrowser: true,
    needsBuild: true,
    needsDatabase: true,
    workers: 2,
  },
  int: { match: '\\.int\\.spec\\.ts$', needsDatabase: true, workers: 2 },
  unit: { match: '(?<!\\.int|\\.e2e)\\.spec\\.ts$', workers: 2 },
}

const args = process.argv.slice(2)
const kinds = args[0] in KINDS ? [args.shift()] : ['unit', 'int', 'e2e']
const total = { failed: 0, passed: 0 }
mkdirSync('.cache', { recursive: true })

const runJest = (kind, env) => {
  const { match, workers } = KINDS[kind]
  // Several runs at once do not read each other's figures.
  const outputFile = path.resolve('.cache', `jest-${kind}-${process.pid}.json`)
  const { status } = spawnSync(
    process.execPath,
    [
      '--conditions=production',
      '--experimental-vm-modules',
      '--no-warnings',
      'node_modules/jest/bin/jest.js',
      `--maxWorkers=${workers}`,
      '--json',
      `--outputFile=${outputFile}`,
      ...args,
    ],
    {
      env: { ...process.env, NODE_ENV: 'test', TEST_FILES: match, ...env },
      stdio: ['ignore', 'ignore', 'inherit'],
    },
  )
  if (!existsSync(outputFile)) {
    total.failed += 1
    return
  }
  const result = JSON.parse(readFileSync(outputFile, 'utf8'))
  rmSync(outputFile)
  total.passed += result.numPassedTests
  // A file that does not even load counts as one.
  total.failed += result.numFailedTests + result.numRuntimeErrorTestSuites
  if (status !== 0 && result.numFailedTests + result.numRuntimeErrorTestSuites === 0)
    total.failed += 1
}

for (const kind of kinds) {
  const startedAt = performance.now()
  const { needsBrowser, needsBuild, needsDatabase } = KINDS[kind]
  const chromium = needsBrowser ? await findChromium() : undefined
  if (needsBrowser && chromium === undefined) {
    total.failed += 1
    continue
  }
  if (needsBuild) {
    const { status } = spawnSync(process.execPath, ['scripts/ensure-build.mjs'], {
      stdio: 'inherit',
    })
    if (status !== 0) process.exit(1)
  }
  const database = needsDatabase ? await startDatabase() : undefined
  try {
    runJest(kind, {
      ...(database === undefined ? {} : { CASELOAD_TEST_DATABASE: database.info }),
      ...(chromium === undefined ? {} : { CHROMIUM_PATH: chromium }),
    })
  } finally {
    await database?.stop()
  }
  console.error(`${kind}: ${((performance.now() - startedAt) / 1000).toFixed(0)} s`)
}

console.log(`${total.passed} passed, ${total.failed} failed`)
process.exit(total.failed === 0 && total.passed > 0 ? 0 : 1)
