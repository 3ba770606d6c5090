import type { PayloadRequest } from 'payload'
import { isWithoutUser } from '../../access/rights.ts'
import { query } from '../../db/query.ts'
import { forbidden, reasonRequired } from '../../domain/errors.ts'
import { moveNotAllowed } from '../../domain/scheduling/errors.ts'
import {
  allowedMoves,
  findMove,
  type Move,
  type MoveAction,
  type Status,
} from '../../domain/scheduling/statusMachine.ts'
import type { Session } from '../../payload-types.ts'
import { slugs } from '../../slugs.ts'
import { findVisible } from '../common/findVisible.ts'
import { nowMs } from '../common/services.ts'
import { inOperation } from '../operation/recordOperation.ts'
import { isGranted, moversOf } from './movers.ts'
import { recordEvent } from './recordEvent.ts'
import { lockSession, type SessionRow } from './sessionRow.ts'

/** What a move writes beside the status. */
export interface MoveEffect {
  /** SQL columns of `sessions` and their values. */
  readonly columns?: Readonly<Record<string, unknown>>
  readonly reason?: string | undefined
  readonly to: Status
}

export interface MoveDefinition {
  readonly action: MoveAction
  /** Runs in the same transaction after the status has changed: money, messages. */
  readonly after?: (session: SessionRow, event: string) => Promise<void>
  /** Judges the session as it is, locked, and says where it goes. */
  readonly decide: (session: SessionRow, now: number) => MoveEffect | Promise<MoveEffect>
}

export interface MoveResult {
  /** The session was there already: nothing changed. */
  readonly isRepeat: boolean
  readonly session: Session
}

const OF_SESSIONS = { resource: slugs.sessions }

const ensureGranted = (req: PayloadRequest, action: MoveAction, session: SessionRow): void => {
  if (isWithoutUser(req) || isGranted(req, action, session)) return
  throw forbidden({ action: `sessions.${action}` })
}

const ensureMove = (
  req: PayloadRequest,
  session: SessionRow,
  { action, to }: { action: MoveAction; to: Status },
): Move => {
  const move = findMove(session.status, to)
  if (move?.action !== action) {
    throw moveNotAllowed({ allowed: allowedMoves(session.status), from: session.status, to })
  }
  const movers = moversOf(req, session)
  if (!movers.includes('system') && !move.by.some((mover) => movers.includes(mover))) {
    throw forbidden({ action: `sessions.${action}` })
  }
  return move
}

/** `cancellation_fee_minor` → `cancellation.feeMinor`, as the collection names it. */
const fieldOf = (column: string): string =>
  column
    .replace(/^(cancellation|confirmation)_/, '$1.')
    .replace(/_id$/, '')
    .replaceAll(/_([a-z])/g, (_, letter: string) => letter.toUpperCase())

type Changes = Record<string, readonly [unknown, unknown]>

/** Compare-and-set of the status with whatever goes with it; answers what changed. @rule SES-25 */
const writeMove = async (
  req: PayloadRequest,
  session: SessionRow,
  effect: MoveEffect,
): Promise<Changes> => {
  const columns = Object.entries(effect.columns ?? {})
  const sets = columns.map(([column], index) => `, ${column} = $${index + 4}`).join('')
  const names = ['id', ...columns.map(([column]) => column)].join(', ')
  const [moved] = await query<{ before: Record<string, unknown> }>(
    req,
    `update sessions s set status = $3, updated_at = now()${sets}
       from (select ${names} from sessions where id = $1) b
      where s.id = b.id and s.status = $2 returning to_jsonb(b) as before`,
    [session.id, session.status, effect.to, ...columns.map(([, value]) => value)],
  )
  if (moved === undefined) {
    throw moveNotAllowed({ allowed: [], from: session.status, to: effect.to })
  }
  return {
    status: [session.status, effect.to],
    ...Object.fromEntries(
      columns.map(([column, value]) => [fieldOf(column), [moved.before[column] ?? null, value]]),
    ),
  }
}

/**
 * Moves a session from one status to another: visible, granted, allowed by the machine, written with a
 * compare-and-set, recorded, and followed by its money and messages; all in one transaction.
 * Refuses `not-found`, `forbidden`, `move-not-allowed`, `reason-required`, and what `decide` refuses.
 * @rule SES-8 SES-9 SES-10 SES-11
 */
export const moveSession = (
  req: PayloadRequest,
  id: string,
  definition: MoveDefinition,
): Promise<MoveResult> =>
  inOperation(
    req,
    { ...OF_SESSIONS, action: `sessions.${definition.action}`, document: id },
    async (note) => {
      const read = async (): Promise<Session> =>
        isWithoutUser(req)
          ? // Without a user this is a job or a script of ours.
            await req.payload.findByID({
              id,
              collection: slugs.sessions,
              depth: 0,
              overrideAccess: true,
              req,
            })
          : (await findVisible(req, slugs.sessions, { id })).doc
      await read()
      const session = await lockSession(req, id)
      note({ patients: [session.patient], tenant: session.tenant })
      ensureGranted(req, definition.action, session)
      const effect = await definition.decide(session, nowMs(req))
      if (effect.to === session.status) return { isRepeat: true, session: await read() }
      const move = ensureMove(req, session, { action: definition.action, to: effect.to })
      if (move.needsReason === true && (effect.reason ?? '').trim() === '') {
        throw reasonRequired({ field: 'reason' })
      }
      note({ changes: await writeMove(req, session, effect) })
      if (effect.reason !== undefined) note({ facts: { reason: effect.reason } })
      const event = await recordEvent(req, {
        from: session.status,
        reason: effect.reason,
        role: moversOf(req, session)[0],
        session: session.id,
        tenant: session.tenant,
        to: effect.to,
      })
      await definition.after?.(session, event)
      return { isRepeat: false, session: await read() }
    },
  )
