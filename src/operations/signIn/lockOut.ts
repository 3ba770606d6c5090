import { createHmac } from 'node:crypto'
import type { PayloadRequest } from 'payload'
import { query } from '../../db/query.ts'
import { asSystem } from '../../db/scope.ts'
import { accountWaiting } from '../../domain/people/signInErrors.ts'
import { callerOf, networkOf } from '../common/caller.ts'
import { apart } from './signInRecords.ts'
import { keyFor } from './signInToken.ts'

/** So many failures in so many minutes, and the address waits as long. @rule SEC-3 */
const MOST_FAILURES = 5
const MINUTES = 15

const IN_WINDOW = `array(select t from unnest(f.failed_at) t where t > now() - interval '${MINUTES} minutes')`

const FAIL = `
  insert into sign_in_failures as f (email_hash, address, failed_at, last_failed_at)
  values ($1, $2, array[now()], now())
  on conflict (email_hash, address) do update set
    failed_at = ${IN_WINDOW} || now(),
    last_failed_at = now(),
    waits_until = case when cardinality(${IN_WINDOW}) + 1 >= ${MOST_FAILURES}
                       then now() + interval '${MINUTES} minutes' else f.waits_until end`

const WAIT = `
  select ceil(extract(epoch from waits_until - now()))::int as seconds from sign_in_failures
   where email_hash = $1 and address = $2 and waits_until > now()`

/** One typed e-mail, known or not, from one address. */
const pairOf = (req: PayloadRequest, email: string): [string, string] => [
  createHmac('sha256', keyFor(req.payload, 'caseload sign-in failures'))
    .update(email.trim().toLowerCase())
    .digest('hex'),
  networkOf(callerOf(req).address ?? ''),
]

/**
 * Counts a failure in one statement, however many come at once, and outside any transaction. What nobody
 * asks any more goes.
 */
export const countFailure = (req: PayloadRequest, email: string): Promise<void> =>
  asSystem('sign-in', async () => {
    await query(apart(req), FAIL, pairOf(req, email))
    await query(
      apart(req),
      `delete from sign_in_failures where last_failed_at < now() - interval '1 hour'`,
    )
  })

/** Refuses `account-waiting`, whether the password is right or not. @rule SEC-3 */
export const ensureMayTry = async (req: PayloadRequest, email: string): Promise<void> => {
  const [row] = await asSystem('sign-in', () =>
    query<{ seconds: number }>(apart(req), WAIT, pairOf(req, email)),
  )
  if (row === undefined) return
  req.responseHeaders = new Headers({ 'Retry-After': String(row.seconds) })
  throw accountWaiting({ retryAfterSeconds: row.seconds })
}

export const forgetFailures = (req: PayloadRequest, email: string): Promise<unknown> =>
  asSystem('sign-in', () =>
    query(
      apart(req),
      'delete from sign_in_failures where email_hash = $1 and address = $2',
      pairOf(req, email),
    ),
  )
