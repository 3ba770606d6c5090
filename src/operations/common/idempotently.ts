import { createHash } from 'node:crypto'
import type { PayloadRequest } from 'payload'
import { userIdOf } from '../../access/rights.ts'
import { inTransaction, query } from '../../db/query.ts'
import { idempotencyKeyReused, requestInProgress } from '../../domain/errors.ts'

export interface Answer {
  readonly body: object
  readonly status: number
}

export interface IdempotentRequest {
  readonly body: unknown
  /** Kept for ever, as sessions and payments are; else for 24 hours. */
  readonly isPermanent: boolean
  readonly key: string | undefined
  /** Method and route template, such as `POST /sessions/book`. */
  readonly route: string
  readonly tenant: string
}

/** JSON with sorted keys: the same request in another order is the same request. */
const canonical = (value: unknown): string =>
  JSON.stringify(value, (_, inner: unknown) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(
          Object.entries(inner).toSorted(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)),
        )
      : inner,
  )

const hashOf = (body: unknown): string => createHash('sha256').update(canonical(body)).digest('hex')

interface Stored {
  body: object
  hash: string
}

/**
 * Runs a request once for its key, in the transaction of its effect: the same key and body answer the
 * stored body again, with 200; another body is `idempotency-key-reused`; one that still runs is
 * `request-in-progress`. A refused request leaves no record and may be sent again.
 * @rule API-4 SES-6
 */
export const idempotently = (
  req: PayloadRequest,
  of: IdempotentRequest,
  run: () => Promise<Answer>,
): Promise<Answer> =>
  inTransaction(req, async () => {
    const user = userIdOf(req)
    if (of.key === undefined || user === undefined) return run()
    const scope = [of.tenant, user, of.route, of.key]
    const hash = hashOf(of.body)
    const [lock] = await query<{ taken: boolean }>(
      req,
      'select pg_try_advisory_xact_lock(hashtextextended($1, 1)) as taken',
      [scope.join(' ')],
    )
    if (lock?.taken !== true) throw requestInProgress({})
    const [stored] = await query<Stored>(
      req,
      `select hash, body from idempotency_records
        where tenant_id = $1 and user_id = $2 and route = $3 and key = $4`,
      scope,
    )
    if (stored !== undefined) {
      if (stored.hash !== hash) throw idempotencyKeyReused({})
      return { body: stored.body, status: 200 }
    }
    const answer = await run()
    await query(
      req,
      `insert into idempotency_records (tenant_id, user_id, route, key, hash, body, permanent)
       values ($1, $2, $3, $4, $5, $6, $7)`,
      [...scope, hash, JSON.stringify(answer.body), of.isPermanent],
    )
    return answer
  })

/** Forgets what may be forgotten after 24 hours. */
export const forgetOldRequests = async (req: PayloadRequest): Promise<number> => {
  const rows = await query(
    req,
    `delete from idempotency_records
      where not permanent and created_at < now() - interval '24 hours' returning 1`,
  )
  return rows.length
}
