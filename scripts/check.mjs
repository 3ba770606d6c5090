// npm run check: types, the pure floor, lint, format, generated files, unit tests. Two at a time.
import { spawn } from 'node:child_process'
import { ensureInstalled, root } from './lib.mjs'

process.chdir(root)
ensureInstalled()

const CHECKS = {
  types: ['node_modules/typescript/bin/tsc', '--noEmit'],
  domain: ['node_modules/typescript/bin/tsc', '--noEmit', '-p', 'tsconfig.domain.json'],
  lint: [
    'node_modules/eslint/bin/eslint.js',
    '.',
    '--cache',
    '--cache-location',
    '.cache/eslint',
    '--max-warnings=0',
  ],
  format: [
    'node_modules/prettier/bin/prettier.cjs',
    '--check',
    '--log-level=warn',
    '--cache',
    '--cache-location=.cache/prettier',
    '.',
  ],
  generated: ['scripts/generate.mjs', '--check'],
  unit: ['scripts/test.mjs', 'unit'],
}

const run = ([name, args]) =>
  new Promise((resolve) => {
    const startedAt = performance.now()
    let told = ''
    const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'] })
    const keep = (chunk) => {
      told += chunk
    }
    child.stdout.on('data', keep)
    child.stderr.on('data', keep)
    child.on('exit', (code) => {
      const seconds = ((performance.now() - startedAt) / 1000).toFixed(1).padStart(6)
      console.log(`${code === 0 ? 'ok    ' : 'WRONG '} ${seconds} s  ${name}`)
      if (code !== 0) console.log(told)
      resolve(code === 0)
    })
  })

const waiting = Object.entries(CHECKS)
const results = []
const work = async () => {
  for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
    results.push(await run(next))
  }
}
await Promise.all([work(), work()])
process.exit(results.every(Boolean) ? 0 : 1)
