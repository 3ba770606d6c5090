import type { PayloadRequest } from 'payload'
import { grantIn } from '../../access/permissions.ts'
import { isWithoutUser } from '../../access/rights.ts'
import { query } from '../../db/query.ts'
import { forbidden } from '../../domain/errors.ts'
import { type AttendanceStatus, isMarked } from '../../domain/scheduling/attendance.ts'
import { feeOf } from '../../domain/scheduling/cancellation.ts'
import {
  attendanceMissing,
  moveNotAllowed,
  tooEarlyForCheckIn,
  tooEarlyForNoShow,
  tooEarlyToComplete,
} from '../../domain/scheduling/errors.ts'
import { MINUTE_MS } from '../../domain/scheduling/intervals.ts'
import { allowedMoves } from '../../domain/scheduling/statusMachine.ts'
import { addDays, dayInterval, wallTimeAt } from '../../domain/scheduling/wallClock.ts'
import { nowMs } from '../common/services.ts'
import { type TenantContext, tenantContext } from '../common/tenantContext.ts'
import { cancelPlannedMessages } from '../messaging/planSession.ts'
import { settleCharge } from '../money/settleCharge.ts'
import { noteOfOperation } from '../operation/recordOperation.ts'
import { moveSession, type MoveResult } from './moveSession.ts'
import type { SessionRow } from './sessionRow.ts'

const iso = (ms: number): string => new Date(ms).toISOString()

const chargedSession = (session: SessionRow) => ({ ...session, attendance: session.attendance.id })

const markAttendance = async (
  req: PayloadRequest,
  session: SessionRow,
  values: { checkedInAt?: string; notes?: string | undefined; status?: AttendanceStatus },
): Promise<void> => {
  const { status = session.attendance.status } = values
  if (status !== session.attendance.status) {
    noteOfOperation({ changes: { 'attendance.status': [session.attendance.status, status] } })
  }
  await query(
    req,
    `update attendances set status = coalesce($2, status), checked_in_at = coalesce($3, checked_in_at),
            notes = coalesce($4, notes), updated_at = now() where id = $1`,
    [
      session.attendance.id,
      values.status ?? null,
      values.checkedInAt ?? null,
      values.notes ?? null,
    ],
  )
}

/** What an attendance costs once the session is over. @rule GRP-6 SES-18 */
const costAfter = (
  session: SessionRow,
  status: AttendanceStatus,
  { settings }: TenantContext,
): number => {
  if (status === 'excused') return 0
  return status === 'absent'
    ? feeOf(settings.scheduling.cancellation.noShowFee, session)
    : session.priceMinor
}

/**
 * The contact will come. Confirming twice changes nothing.
 * Refuses `not-found`, `forbidden`, `move-not-allowed`. @rule SES-8 SES-12
 */
export const confirmSession = (req: PayloadRequest, id: string): Promise<MoveResult> =>
  moveSession(req, id, {
    action: 'confirm',
    decide: (_, now) => ({
      columns: {
        confirmation_at: iso(now),
        confirmation_by: 'staff',
        confirmation_method: 'manual',
      },
      to: 'confirmed',
    }),
  })

/** The patient has arrived. Refuses `too-early-for-check-in` and as every move. @rule SES-8 SES-13 */
export const checkInSession = (req: PayloadRequest, id: string): Promise<MoveResult> =>
  moveSession(req, id, {
    action: 'check-in',
    after: (session) => markAttendance(req, session, { checkedInAt: iso(nowMs(req)) }),
    decide: async (session, now) => {
      const { settings } = await tenantContext(req, session.tenant)
      const opensMs = session.startsAtMs - settings.scheduling.checkInOpensMinutes * MINUTE_MS
      if (now < opensMs) throw tooEarlyForCheckIn({ fromAt: iso(opensMs) })
      return { to: 'checked-in' }
    },
  })

/** The therapist begins; the actual start is kept. Refuses as every move. @rule SES-8 SES-13 */
export const startSession = (req: PayloadRequest, id: string): Promise<MoveResult> =>
  moveSession(req, id, {
    action: 'start',
    decide: (_, now) => ({ columns: { started_at: iso(now) }, to: 'in-progress' }),
  })

export interface CompleteInput {
  /** Who came. Without it the attendance must be marked already. */
  readonly attendance?: Exclude<AttendanceStatus, 'expected'> | undefined
  /** Notes of the attendance. */
  readonly notes?: string | undefined
}

/**
 * The session was held. What it costs follows who came: present, late and partial in full, absent by
 * the no-show fee, excused nothing.
 * Refuses `too-early-to-complete`, `attendance-missing` and as every move. @rule SES-8 SES-14 GRP-6 MON-6
 */
export const completeSession = (
  req: PayloadRequest,
  id: string,
  input: CompleteInput,
): Promise<MoveResult> =>
  moveSession(req, id, {
    action: 'complete',
    after: async (session, event) => {
      const status = input.attendance ?? session.attendance.status
      await markAttendance(req, session, { notes: input.notes, status })
      await settleCharge(req, {
        costMinor: costAfter(session, status, await tenantContext(req, session.tenant)),
        event,
        kind: 'charge-changed',
        session: chargedSession(session),
      })
      await cancelPlannedMessages(req, session)
    },
    decide: (session, now) => {
      if (session.status === 'completed') return { to: 'completed' }
      if (now < session.startsAtMs) throw tooEarlyToComplete({ fromAt: iso(session.startsAtMs) })
      if (input.attendance === undefined && !isMarked(session.attendance.status)) {
        throw attendanceMissing({ patients: [session.patient] })
      }
      return { columns: { ended_at: iso(now) }, to: 'completed' }
    },
  })

const settleNoShow = async (
  req: PayloadRequest,
  session: SessionRow,
  event: string,
): Promise<void> => {
  await markAttendance(req, session, { status: 'absent' })
  await settleCharge(req, {
    costMinor: costAfter(session, 'absent', await tenantContext(req, session.tenant)),
    event,
    kind: 'cancellation',
    reason: 'no-show',
    session: chargedSession(session),
  })
  await cancelPlannedMessages(req, session)
}

/** Nobody came. Refuses `too-early-for-no-show` and as every move. @rule SES-9 SES-14 MON-12 */
export const markNoShow = (req: PayloadRequest, id: string): Promise<MoveResult> =>
  moveSession(req, id, {
    action: 'no-show',
    after: (session, event) => settleNoShow(req, session, event),
    decide: async (session, now) => {
      const { settings } = await tenantContext(req, session.tenant)
      const fromMs = session.startsAtMs + settings.scheduling.noShowAfterMinutes * MINUTE_MS
      if (session.status !== 'no-show' && now < fromMs) {
        throw tooEarlyForNoShow({ fromAt: iso(fromMs) })
      }
      return { to: 'no-show' }
    },
  })

/** A no-show becomes an arrival until the end of the next day, or as the tenant says. @rule SES-10 */
const ensureStillCorrectable = async (
  req: PayloadRequest,
  session: SessionRow,
  now: number,
): Promise<void> => {
  const { settings } = await tenantContext(req, session.tenant)
  const { on } = wallTimeAt(session.startsAtMs, session.timezone)
  const lastDay = dayInterval(
    addDays(on, settings.scheduling.noShowCorrectionDays),
    session.timezone,
  )
  if (session.status !== 'no-show' || now < lastDay.endMs) return
  throw moveNotAllowed({
    allowed: allowedMoves(session.status).filter((to) => to !== 'checked-in'),
    from: session.status,
    to: 'checked-in',
  })
}

export interface CorrectInput {
  readonly reason?: string | undefined
  readonly to: 'checked-in' | 'completed' | 'no-show'
}

/**
 * Corrects what was noted wrongly: no-show → checked-in by admin or operator, completed ↔ no-show by an
 * admin with a reason. Money is reversed and posted anew; time that was given away meanwhile is `slot-taken`.
 * Refuses as every move, `reason-required`. @rule SES-10
 */
export const correctSession = (
  req: PayloadRequest,
  id: string,
  input: CorrectInput,
): Promise<MoveResult> =>
  moveSession(req, id, {
    action: 'correct',
    after: async (session, event) => {
      if (input.to === 'no-show') return settleNoShow(req, session, event)
      const status = input.to === 'completed' ? 'present' : 'expected'
      await markAttendance(req, session, { status })
      const context = await tenantContext(req, session.tenant)
      const isCharged = input.to === 'completed' || context.settings.billing.chargeAt === 'booking'
      await settleCharge(req, {
        costMinor: isCharged ? session.priceMinor : 0,
        event,
        kind: 'charge-changed',
        reason: input.reason,
        session: chargedSession(session),
      })
    },
    decide: async (session, now) => {
      const grant = grantIn(req, 'sessions.correct', session.tenant)
      if (!isWithoutUser(req) && grant === undefined) {
        throw forbidden({ action: 'sessions.correct' })
      }
      if (input.to === 'checked-in') await ensureStillCorrectable(req, session, now)
      return { reason: input.reason, to: input.to }
    },
  })
