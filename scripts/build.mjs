// Compiles server, plugin, seed, migrations and guards to dist/, and the admin panel to .next/.
// --server: only dist/. --admin: only .next/. --out DIR: elsewhere than dist/.
import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { transformFile } from '@swc/core'

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..')
const out = process.argv.indexOf('--out')
const dist = path.resolve(root, out === -1 ? 'dist' : process.argv[out + 1])

const options = {
  cwd: root,
  jsc: {
    parser: { syntax: 'typescript', tsx: true },
    rewriteRelativeImportExtensions: true,
    target: 'es2022',
    transform: { react: { runtime: 'automatic' } },
  },
  module: { type: 'es6' },
  sourceMaps: true,
  swcrc: false,
}

const filesIn = (directory) =>
  readdirSync(path.join(root, directory), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(root, path.join(entry.parentPath ?? entry.path, entry.name)))

const isSource = (file) =>
  /\.tsx?$/.test(file) && !file.endsWith('.d.ts') && !file.startsWith(path.join('src', 'app'))

const compile = async (file) => {
  const { code, map } = await transformFile(path.join(root, file), options)
  const target = path.join(dist, file.replace(/\.tsx?$/, '.js'))
  mkdirSync(path.dirname(target), { recursive: true })
  writeFileSync(target, `${code}\n//# sourceMappingURL=${path.basename(target)}.map\n`)
  writeFileSync(`${target}.map`, map)
}

if (!process.argv.includes('--admin')) {
  rmSync(dist, { force: true, recursive: true })
  const files = [...filesIn('src'), ...filesIn('seed'), 'payload.config.ts']
  await Promise.all(files.filter(isSource).map(compile))
  for (const file of files.filter((name) => name.endsWith('.sql'))) {
    cpSync(path.join(root, file), path.join(dist, file))
  }
}

if (!process.argv.includes('--server')) {
  const { status } = spawnSync(process.execPath, ['node_modules/next/dist/bin/next', 'build'], {
    cwd: root,
    env: {
      ...process.env,
      NEXT_TELEMETRY_DISABLED: '1',
      NODE_ENV: 'production',
      NODE_OPTIONS: '--conditions=production',
    },
    stdio: 'inherit',
  })
  process.exit(status ?? 1)
}
