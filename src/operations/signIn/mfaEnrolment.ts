import { generateSecret, generateURI } from 'otplib'
import type { PayloadRequest } from 'payload'
import qrcode from 'qrcode'
import { inTransaction, query, queryOne } from '../../db/query.ts'
import { asSystem } from '../../db/scope.ts'
import {
  mfaEnrolled,
  mfaInvalid,
  mfaNotEnrolled,
  mfaRequiredByRole,
} from '../../domain/people/signInErrors.ts'
import { countFailure, ensureMayTry } from './lockOut.ts'
import { sealSecret } from './sealing.ts'
import { makeBackupCodes, type Mfa, MFA_SECRET, readMfa, takeCode } from './mfaCodes.ts'
import { ensureOwnPassword, type Self } from './ownAccount.ts'
import { recordSignInEvent } from './signInEvents.ts'

const REQUIRED = `
  exists (select from memberships m
            join settings x on x.tenant_id = m.tenant_id
            join settings_security_mfa_roles f on f.parent_id = x.id
            join memberships_roles r on r.parent_id = m.id and r.value::text = f.value::text
           where m.user_id = $1 and m.active)`

export interface MfaState {
  readonly backupCodesLeft: number
  readonly enrolled: boolean
  /** A clinic of the person asks for codes. */
  readonly required: boolean
}

/** Whether codes are set up, and whether they have to be. @rule SEC-4 */
export const readMfaState = (req: PayloadRequest, user: string): Promise<MfaState> =>
  asSystem('sign-in', () =>
    queryOne<MfaState & Record<string, unknown>>(
      req,
      `select exists (select from user_mfa where user_id = $1 and confirmed_at is not null) as enrolled,
              ${REQUIRED} as required,
              (select count(*)::int from user_mfa_backup_codes
                where user_id = $1 and used_at is null) as "backupCodesLeft"`,
      [user],
    ),
  )

const ISSUER = 'Caseload'

/**
 * A new secret in place of one that was never confirmed, as text, link and picture; it counts from its
 * first code on. Refuses `wrong-password`, `mfa-enrolled`. @rule SEC-4
 */
export const enrolMfa = async (
  req: PayloadRequest,
  { email, password, user }: Self & { password: string },
): Promise<{ qr: string; secret: string; uri: string }> => {
  await ensureOwnPassword(req, { email, password, user })
  const secret = generateSecret()
  const sealed = await sealSecret(req.payload, MFA_SECRET, { id: user, text: secret })
  const written = await asSystem('sign-in', () =>
    query(
      req,
      `insert into user_mfa (user_id, secret) values ($1, $2)
       on conflict (user_id) do update set secret = excluded.secret, created_at = now()
         where user_mfa.confirmed_at is null returning user_id`,
      [user, sealed],
    ),
  )
  if (written.length === 0) throw mfaEnrolled({})
  const uri = generateURI({ issuer: ISSUER, label: email, secret })
  return { qr: await qrcode.toString(uri, { margin: 1, type: 'svg' }), secret, uri }
}

const ensureCode = async (
  req: PayloadRequest,
  of: Self & { code: string; isBackupAllowed: boolean; mfa: Mfa },
): Promise<void> => {
  await ensureMayTry(req, of.email)
  if (await takeCode(req, of)) return
  await countFailure(req, of.email)
  await recordSignInEvent(req, { action: 'mfa-failed', isApart: true, user: of.user })
  throw mfaInvalid({})
}

/**
 * The first code: from now on each sign-in asks for one, and this one counts as if it had. Answers ten
 * backup codes, told once. Refuses `mfa-not-enrolled`, `mfa-enrolled`, `mfa-invalid`. @rule SEC-4
 */
export const confirmMfa = (
  req: PayloadRequest,
  { code, ...self }: Self & { code: string },
): Promise<string[]> =>
  inTransaction(req, async () => {
    const { signIn, user } = self
    const mfa = await readMfa(req, user)
    if (mfa === undefined) throw mfaNotEnrolled({})
    if (mfa.isConfirmed) throw mfaEnrolled({})
    await ensureCode(req, { ...self, code, isBackupAllowed: false, mfa })
    await asSystem('sign-in', async () => {
      await query(req, 'update user_mfa set confirmed_at = now() where user_id = $1', [user])
      await query(req, 'update sign_in_records set mfa_at = now() where id = $1', [signIn])
    })
    const codes = await makeBackupCodes(req, user)
    await recordSignInEvent(req, { action: 'mfa-enrolled', user })
    return codes
  })

const confirmed = async (req: PayloadRequest, user: string): Promise<Mfa> => {
  const mfa = await readMfa(req, user)
  if (mfa?.isConfirmed !== true) throw mfaNotEnrolled({})
  return mfa
}

/** Ten new backup codes for a code of the app. Refuses `mfa-not-enrolled`, `mfa-invalid`. @rule SEC-4 */
export const renewBackupCodes = (
  req: PayloadRequest,
  { code, ...self }: Self & { code: string },
): Promise<string[]> =>
  inTransaction(req, async () => {
    const { user } = self
    const mfa = await confirmed(req, user)
    await ensureCode(req, { ...self, code, isBackupAllowed: false, mfa })
    await recordSignInEvent(req, { action: 'mfa-backup-codes', user })
    return makeBackupCodes(req, user)
  })

/** Takes the codes of a person away. */
export const dropMfa = (req: PayloadRequest, user: string): Promise<void> =>
  asSystem('sign-in', async () => {
    await query(req, 'delete from user_mfa_backup_codes where user_id = $1', [user])
    await query(req, 'delete from user_mfa where user_id = $1', [user])
  })

/**
 * One's own codes go, for password and code. Refuses `mfa-required-by-role`, `mfa-not-enrolled`,
 * `wrong-password`, `mfa-invalid`. @rule SEC-4
 */
export const removeMfa = async (
  req: PayloadRequest,
  { code, password, ...self }: Self & { code: string; password: string },
): Promise<void> => {
  const { user } = self
  const mfa = await confirmed(req, user)
  if ((await readMfaState(req, user)).required) throw mfaRequiredByRole({})
  await ensureOwnPassword(req, { ...self, password })
  await inTransaction(req, async () => {
    await ensureCode(req, { ...self, code, isBackupAllowed: true, mfa })
    await dropMfa(req, user)
    await recordSignInEvent(req, { action: 'mfa-removed', user })
  })
}
