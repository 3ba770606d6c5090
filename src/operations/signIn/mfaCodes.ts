import { randomBytes } from 'node:crypto'
import { verifySync } from 'otplib'
import { type DatabaseRequest, query } from '../../db/query.ts'
import { asSystem } from '../../db/scope.ts'
import { openSecret } from './sealing.ts'
import { hashOf } from './signInToken.ts'

/** What a person has set up: a secret, which counts once a code of it was given. */
export interface Mfa {
  readonly isConfirmed: boolean
  readonly secret: string
}

/** What the secrets of codes are sealed for. */
export const MFA_SECRET = 'user-mfa'

const STEP_SECONDS = 30
const BACKUP_CODES = 10

export const readMfa = async (req: DatabaseRequest, user: string): Promise<Mfa | undefined> => {
  const [row] = await asSystem('sign-in', () =>
    query<{ isConfirmed: boolean; secret: string }>(
      req,
      `select secret, confirmed_at is not null as "isConfirmed" from user_mfa where user_id = $1`,
      [user],
    ),
  )
  return row
}

/** The time step that a code is of, one before and one after now included; undefined for none. */
const stepOf = async (req: DatabaseRequest, of: { code: string; mfa: Mfa; user: string }) => {
  const sealed = of.mfa.secret
  const secret = await openSecret(req.payload, MFA_SECRET, { id: of.user, sealed })
  const result = verifySync({ epochTolerance: STEP_SECONDS, secret, token: of.code })
  return result.valid && 'timeStep' in result ? result.timeStep : undefined
}

/** Takes a code of the app once: the later of two who give the same one is refused. @rule SEC-4 */
const takeAppCode = async (
  req: DatabaseRequest,
  of: { code: string; mfa: Mfa; user: string },
): Promise<boolean> => {
  const step = await stepOf(req, of)
  if (step === undefined) return false
  const taken = await query(
    req,
    'update user_mfa set last_step = $2 where user_id = $1 and last_step < $2 returning user_id',
    [of.user, step],
  )
  return taken.length > 0
}

const plain = (code: string): string => code.replaceAll(/[\s-]/g, '').toLowerCase()

const backupHash = (user: string, code: string): string => hashOf(`${user} ${plain(code)}`)

const takeBackupCode = async (
  req: DatabaseRequest,
  { code, user }: { code: string; user: string },
): Promise<boolean> => {
  const taken = await query(
    req,
    `update user_mfa_backup_codes set used_at = now()
      where user_id = $1 and code_hash = $2 and used_at is null returning user_id`,
    [user, backupHash(user, code)],
  )
  return taken.length > 0
}

/** Whether a code is right, and was not used before: six digits of the app, or a backup code. */
export const takeCode = (
  req: DatabaseRequest,
  of: { code: string; isBackupAllowed: boolean; mfa: Mfa; user: string },
): Promise<boolean> =>
  asSystem('sign-in', () => {
    if (/^\d{6}$/.test(plain(of.code))) return takeAppCode(req, { ...of, code: plain(of.code) })
    return of.isBackupAllowed ? takeBackupCode(req, of) : Promise.resolve(false)
  })

const ALPHABET = 'abcdefghjkmnpqrstuvwxyz23456789'

/** Ten signs, about 49 bits; never six digits alone. */
const makeCode = (): string => {
  const signs = [...randomBytes(10)].map((byte) => ALPHABET[byte % ALPHABET.length])
  return `${signs.slice(0, 5).join('')}-${signs.slice(5).join('')}`
}

/** Ten new backup codes in place of those that are there; told once, stored hashed. @rule SEC-4 */
export const makeBackupCodes = (req: DatabaseRequest, user: string): Promise<string[]> =>
  asSystem('sign-in', async () => {
    const codes = Array.from({ length: BACKUP_CODES }, makeCode)
    await query(req, 'delete from user_mfa_backup_codes where user_id = $1', [user])
    await query(
      req,
      `insert into user_mfa_backup_codes (user_id, code_hash) select $1, unnest($2::text[])`,
      [user, codes.map((code) => backupHash(user, code))],
    )
    return codes
  })
