import type { PayloadRequest } from 'payload'
import { type DatabaseRequest, query } from '../../db/query.ts'
import { asSystem } from '../../db/scope.ts'
import { tokenRevoked } from '../../domain/people/signInErrors.ts'
import { systemClock } from '../../providers/clock/clock.ts'
import { callerOf } from '../common/caller.ts'
import { makeToken } from './signInToken.ts'

/** A renewed token's predecessor is good for so long: two tabs live side by side. @rule SEC-2 */
export const GRACE_SECONDS = 60

export interface SignInRow {
  readonly address: null | string
  readonly createdAt: string
  readonly device: null | string
  readonly id: string
  readonly isCurrent: boolean
  readonly lastUsedAt: string
}

/** The same caller outside its transaction, for what must stay when that is rolled back. */
export const apart = ({ payload }: Pick<PayloadRequest, 'payload'>): DatabaseRequest => ({
  payload,
})

/** The number that rises with every change that ends sign-ins; none yet is 0. */
export const readEpoch = async (req: PayloadRequest, user: string): Promise<string> => {
  const [row] = await asSystem('sign-in', () =>
    query<{ epoch: string }>(req, 'select epoch::text from sign_in_epochs where user_id = $1', [
      user,
    ]),
  )
  return row?.epoch ?? '0'
}

/** Since when a sign-in of the person must have been used: the strictest of their clinics decides. @rule SEC-11 */
export const idleSince = (user: string): string => `
  (select now() - make_interval(mins => coalesce(min(i.security_idle_minutes), 15)::int)
     from memberships o left join settings i on i.tenant_id = o.tenant_id
    where o.user_id = ${user} and o.active)`

/** Whoever changes the person's rights waits for this transaction, or this one sees that they did. */
const HOLD_EPOCH = `
  select epoch::text, changed_in = pg_current_xact_id_if_assigned() as "isOwn"
    from sign_in_epochs where user_id = $1 for share`

const INSERT = `
  insert into sign_in_records (user_id, token_hash, issued_ms, device, address, expires_at, mfa_at)
  values ($1, '', $2, $3, $4,
          now() + make_interval(days => (
            select coalesce(min(x.security_sign_in_days), 7)::int from memberships m
              left join settings x on x.tenant_id = m.tenant_id where m.user_id = $1 and m.active)),
          case when $5 then now() end)
  returning id`

const TIDY = `
  delete from sign_in_records
   where user_id = $1 and least(coalesce(ended_at, expires_at), expires_at) < now() - interval '30 days'`

interface BeginOptions {
  readonly email: string
  /** As it was before the password was looked at. */
  readonly epoch: string
  readonly isWithMfa: boolean
  readonly user: string
}

/**
 * Records a sign-in beside the person's others and makes its first token. Refuses `token-revoked` when
 * rights or password changed since it began. In the caller's transaction.
 * @rule SEC-1 SEC-2
 */
export const beginSignIn = (
  req: PayloadRequest,
  { email, epoch, isWithMfa, user }: BeginOptions,
): Promise<{ exp: number; id: string; token: string }> =>
  asSystem('sign-in', async () => {
    await query(req, 'insert into sign_in_epochs (user_id) values ($1) on conflict do nothing', [
      user,
    ])
    const [held] = await query<{ epoch: string; isOwn: boolean | null }>(req, HOLD_EPOCH, [user])
    if (held?.epoch !== epoch && held?.isOwn !== true) throw tokenRevoked({})
    const { address, device } = callerOf(req)
    const issuedMs = systemClock.nowMs()
    const [row] = await query<{ id: string }>(req, INSERT, [
      user,
      issuedMs,
      device ?? null,
      address ?? null,
      isWithMfa,
    ])
    const id = row?.id ?? ''
    const { exp, hash, token } = makeToken(req.payload, { email, issuedMs, signIn: id, user })
    await query(req, 'update sign_in_records set token_hash = $2 where id = $1', [id, hash])
    await query(req, TIDY, [user])
    return { exp, id, token }
  })

const ROTATE = `
  update sign_in_records
     set previous_hash = token_hash, token_hash = $4, issued_ms = $5, rotated_at = now(), last_used_at = now()
   where id = $1 and user_id = $2 and ended_at is null and token_hash = $3 returning id`

const ROTATED = `
  select issued_ms::float8 as "issuedMs", token_hash as hash from sign_in_records
   where id = $1 and user_id = $2 and ended_at is null
     and (token_hash = $3 or previous_hash = $3 and rotated_at > now() - interval '${GRACE_SECONDS} seconds')`

/**
 * The next token of a sign-in; its predecessor gets the very one that another tab has just been given.
 * Refuses `token-revoked`. @rule SEC-1 SEC-2
 */
export const renewSignIn = (
  req: PayloadRequest,
  of: { email: string; presentedHash: string; signIn: string; user: string },
): Promise<{ exp: number; token: string }> =>
  asSystem('sign-in', async () => {
    const issuedMs = systemClock.nowMs()
    const next = makeToken(req.payload, { ...of, issuedMs })
    const which = [of.signIn, of.user, of.presentedHash]
    const rotated = await query(req, ROTATE, [...which, next.hash, issuedMs])
    if (rotated.length > 0) return next
    const [row] = await query<{ hash: string; issuedMs: number }>(req, ROTATED, which)
    const again = row && makeToken(req.payload, { ...of, issuedMs: row.issuedMs })
    if (again === undefined || again.hash !== row?.hash) throw tokenRevoked({})
    return again
  })

const LIST = `
  select s.id, s.device, s.address, s.created_at as "createdAt", s.last_used_at as "lastUsedAt",
         s.id = $2 as "isCurrent"
    from sign_in_records s
   where s.user_id = $1 and s.ended_at is null and s.expires_at > now() and s.last_used_at > ${idleSince('$1')}
   order by s.id = $2 desc, s.last_used_at desc`

/** The person's own living sign-ins, the present one first. @rule SEC-1 */
export const listSignIns = (
  req: PayloadRequest,
  of: { signIn: string; user: string },
): Promise<SignInRow[]> =>
  asSystem('sign-in', () =>
    query<Record<string, unknown> & SignInRow>(req, LIST, [of.user, of.signIn]),
  )

export type Ended = { readonly all: true } | { readonly only: string } | { readonly others: string }

/** Ends sign-ins of a person; tells how many there were. */
export const endSignIns = async (
  req: DatabaseRequest,
  { reason, user, which }: { reason: string; user: string; which: Ended },
): Promise<number> => {
  const [only, others] = [
    'only' in which ? which.only : null,
    'others' in which ? which.others : null,
  ]
  const rows = await asSystem('sign-in', () =>
    query(
      req,
      `update sign_in_records set ended_at = now(), end_reason = $2
        where user_id = $1 and ended_at is null and ($3::uuid is null or id = $3)
          and ($4::uuid is null or id <> $4) returning id`,
      [user, reason, only, others],
    ),
  )
  return rows.length
}
