// Prints a folder that holds bin/ and dist/ as a release does, built from these very sources. Several
// runs share it, nobody sees a half, and no build of somebody else changes it.
import { spawnSync } from 'node:child_process'
import { cpSync, existsSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs'
import path from 'node:path'
import { buildFingerprint, root } from './lib.mjs'

const DAY_MS = 86_400_000
const cache = path.join(root, '.cache')
const folder = path.join(cache, `built-${buildFingerprint().slice(0, 16)}`)

const build = () => {
  const half = `${folder}.${process.pid}`
  const { status } = spawnSync(
    process.execPath,
    ['scripts/build.mjs', '--server', '--out', path.join(half, 'dist')],
    { cwd: root, stdio: ['ignore', 2, 2] },
  )
  if (status !== 0) process.exit(status ?? 1)
  cpSync(path.join(root, 'bin'), path.join(half, 'bin'), { recursive: true })
  try {
    renameSync(half, folder)
  } catch (error) {
    rmSync(half, { force: true, recursive: true })
    if (!existsSync(folder)) throw error
  }
}

const removeOld = () => {
  for (const name of readdirSync(cache).filter((entry) => entry.startsWith('built-'))) {
    const old = path.join(cache, name)
    if (old !== folder && Date.now() - statSync(old).mtimeMs > DAY_MS)
      rmSync(old, { force: true, recursive: true })
  }
}

if (!existsSync(folder)) {
  build()
  removeOld()
}
console.log(folder)
