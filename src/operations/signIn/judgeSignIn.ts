import type { PayloadRequest } from 'payload'
import { query } from '../../db/query.ts'
import { asSystem } from '../../db/scope.ts'
import { isRefusal } from '../../domain/errors.ts'
import { invalidCredentials } from '../../domain/people/errors.ts'
import { mfaInvalid, mfaRequired } from '../../domain/people/signInErrors.ts'
import { tenantSuspended } from '../../domain/tenancy/errors.ts'
import { countFailure, ensureMayTry, forgetFailures } from './lockOut.ts'
import { readMfa, takeCode } from './mfaCodes.ts'
import { isPassword, type StoredPassword } from './passwordCheck.ts'
import { readRights } from '../people/readRights.ts'
import { recordSignInEvent } from './signInEvents.ts'
import { apart } from './signInRecords.ts'

/** What was found before Payload signs somebody in. */
export interface JudgedSignIn {
  readonly epoch: string
  readonly isWithMfa: boolean
  readonly user: string
}

type Account = StoredPassword & { readonly epoch: string; readonly id: string }

const ACCOUNT = `
  select u.id, u.hash, u.salt, coalesce(e.epoch, 0)::text as epoch
    from users u left join sign_in_epochs e on e.user_id = u.id where u.email = $1`

/**
 * An account without an active place to work does not sign in, and is told no more than a wrong
 * password; people of a suspended clinic are told so.
 * @rule SEC-3 TEN-17 USR-5
 */
export const ensureMaySignIn = async (req: PayloadRequest, user: string): Promise<void> => {
  const rights = await readRights(req, user)
  if (rights.memberships.length > 0 || rights.platformRole !== null || rights.mfaMissing === true) {
    return
  }
  const suspended = await asSystem('resolve-rights', () =>
    query(
      req,
      `select 1 from memberships m
         join account_states a on a.user_id = m.user_id and a.active
         join tenants t on t.id = m.tenant_id and t.suspended_at is not null
        where m.user_id = $1 and m.active limit 1`,
      [user],
    ),
  )
  throw suspended.length > 0 ? tenantSuspended({}) : invalidCredentials({})
}

interface Tried {
  readonly code: string | undefined
  readonly email: string
  readonly password: string
}

/** Password first, then whether the account may sign in, then the code. */
const check = async (req: PayloadRequest, account: Account | undefined, tried: Tried) => {
  const isRight = await isPassword(tried.password, account)
  if (account === undefined || !isRight) throw invalidCredentials({})
  await ensureMaySignIn(req, account.id)
  // Whoever guessed right among many at once guessed too often all the same.
  await ensureMayTry(req, tried.email)
  const mfa = await readMfa(apart(req), account.id)
  if (mfa?.isConfirmed !== true) return { isWithMfa: false, user: account.id }
  const { code = '' } = tried
  if (code === '') throw mfaRequired({})
  const of = { code, isBackupAllowed: true, mfa, user: account.id }
  if (!(await takeCode(apart(req), of))) throw mfaInvalid({})
  return { isWithMfa: true, user: account.id }
}

const COUNTED = [invalidCredentials.code, mfaInvalid.code]

/**
 * Decides about a sign-in before Payload looks at it: the waiting pair of e-mail and address, the password
 * with the same work for an account that does not exist, the account, the second factor. Every failure is
 * counted and recorded.
 * Refuses `account-waiting`, `invalid-credentials`, `mfa-required`, `mfa-invalid`, `tenant-suspended`.
 * @rule SEC-3 SEC-4
 */
export const judgeSignIn = async (req: PayloadRequest, tried: Tried): Promise<JudgedSignIn> => {
  const email = tried.email.trim().toLowerCase()
  const [account] = await asSystem('sign-in', () => query<Account>(apart(req), ACCOUNT, [email]))
  try {
    await ensureMayTry(req, email)
    const { isWithMfa, user } = await check(req, account, { ...tried, email })
    await forgetFailures(req, email)
    return { epoch: account?.epoch ?? '0', isWithMfa, user }
  } catch (error) {
    if (isRefusal(error)) {
      if (COUNTED.includes(error.code)) await countFailure(req, email)
      const facts = { reason: error.code }
      await recordSignInEvent(req, {
        action: 'sign-in-failed',
        facts,
        isApart: true,
        user: account?.id,
      })
    }
    throw error
  }
}
