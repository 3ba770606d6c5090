// Builds what the browser tests and the proofs start, unless it is built from these very sources.
import { spawnSync } from 'node:child_process'
import { buildFingerprint, isBuilt, markBuilt, root } from './lib.mjs'

const print = buildFingerprint()
if (!isBuilt(print)) {
  const { status } = spawnSync(process.execPath, ['scripts/build.mjs'], {
    cwd: root,
    stdio: ['ignore', 2, 2],
  })
  if (status !== 0) process.exit(status ?? 1)
  markBuilt(print)
}
