// Server, worker and admin panel from the sources, with reload. `--reset` first throws the data away.
import { spawn } from 'node:child_process'
import path from 'node:path'
import { ensureInstalled, root, runTs } from './lib.mjs'

process.chdir(root)
ensureInstalled()
const dataDir = path.resolve(process.env.CASELOAD_DATA_DIR ?? '.data')
const env = { CASELOAD_DATA_DIR: dataDir, LOG_LEVEL: process.env.LOG_LEVEL ?? 'warn' }

const run = async (file, ...args) => {
  const code = await runTs(file, args, env)
  if (code !== 0) process.exit(code)
}

if (process.argv.includes('--reset')) await run('scripts/resetDatabase.ts')
await run('src/server/cli.ts', 'migrate')
await run('src/server/cli.ts', 'seed')

// Next reloads what stands in the admin's own folders; everything else restarts the server.
const child = spawn(
  process.execPath,
  [
    'node_modules/tsx/dist/cli.mjs',
    'watch',
    '--clear-screen=false',
    '--exclude=src/admin/**',
    '--exclude=src/app/**',
    '--conditions=development',
    'src/server/cli.ts',
    'serve',
    '--worker',
    '--dev',
  ],
  {
    env: { ...process.env, ...env, NODE_ENV: 'development' },
    stdio: ['ignore', 'inherit', 'inherit'],
  },
)
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal))
child.on('exit', (code) => process.exit(code ?? 0))
console.log(`http://localhost:${process.env.PORT ?? '3000'}/admin, reloading as you edit`)
