import { execFileSync } from 'node:child_process'
import { statSync } from 'node:fs'
import path from 'node:path'

/** As whom PostgreSQL runs: it refuses to run as root. Undefined: as ourselves. */
export interface Account {
  readonly gid: number
  readonly uid: number
}

const idOf = (flag: '-g' | '-u'): number | undefined => {
  try {
    return Number(
      execFileSync('id', [flag, 'postgres'], { stdio: ['ignore', 'pipe', 'ignore'] }).toString(),
    )
  } catch {
    return undefined
  }
}

/** The account `postgres`, made if it is missing; only where we are root. */
export const postgresAccount = (): Account | undefined => {
  if (process.getuid?.() !== 0) return undefined
  if (idOf('-u') === undefined) {
    execFileSync('useradd', ['--system', '--user-group', '--no-create-home', 'postgres'], {
      stdio: 'ignore',
    })
  }
  const [gid, uid] = [idOf('-g'), idOf('-u')]
  if (gid === undefined || uid === undefined) {
    throw new Error('cannot find or make the user "postgres" that PostgreSQL needs under root')
  }
  return { gid, uid }
}

const mayEnter = (directory: string, account: Account): boolean => {
  const { gid, mode, uid } = statSync(directory)
  if (uid === account.uid) return (mode & 0o100) !== 0
  return gid === account.gid ? (mode & 0o010) !== 0 : (mode & 0o001) !== 0
}

/**
 * True where the account can get to a path: every folder above it may be entered. A home of mode 0700 or
 * a folder made by mktemp may not, when we are root and the database is not.
 */
export const canReach = (target: string, account: Account | undefined): boolean => {
  if (account === undefined) return true
  let directory = path.dirname(path.resolve(target))
  for (;;) {
    if (!mayEnter(directory, account)) return false
    const above = path.dirname(directory)
    if (above === directory) return true
    directory = above
  }
}
