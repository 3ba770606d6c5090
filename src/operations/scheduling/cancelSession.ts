import type { PayloadRequest } from 'payload'
import { may } from '../../access/permissions.ts'
import { isWithoutUser, userIdOf } from '../../access/rights.ts'
import { forbidden, reasonRequired } from '../../domain/errors.ts'
import {
  type CancellationReason,
  isReasonCode,
  judgeCancellation,
  REASON_CODES,
  type Side,
  sideOf,
} from '../../domain/scheduling/cancellation.ts'
import { unknownReason } from '../../domain/scheduling/errors.ts'
import { tenantContext } from '../common/tenantContext.ts'
import { cancelPlannedMessages, planCancellation } from '../messaging/planSession.ts'
import { settleCharge } from '../money/settleCharge.ts'
import { moveSession, type MoveEffect, type MoveResult } from './moveSession.ts'
import type { SessionRow } from './sessionRow.ts'

export interface CancelInput {
  /** Needed for the reason `other`. */
  readonly reason?: string | undefined
  readonly reasonCode: string
  /** Whose side it counts for, where the reason code does not say. */
  readonly side?: Side | undefined
  /** An admin may waive the fee, with a reason. */
  readonly waiveFee?: boolean | undefined
}

/** Nobody needs to hear of a session that should never have stood there, or of one that hurts. */
const SILENT: readonly CancellationReason[] = ['deceased', 'duplicate', 'entered-in-error']

const readInput = (req: PayloadRequest, session: SessionRow, input: CancelInput) => {
  if (!isReasonCode(input.reasonCode)) throw unknownReason({ reasons: REASON_CODES })
  const reason = input.reason?.trim() ?? ''
  if (reason === '' && (input.reasonCode === 'other' || input.waiveFee === true)) {
    throw reasonRequired({ field: 'reason' })
  }
  const side = sideOf(input.reasonCode, input.side)
  if (side === undefined) throw reasonRequired({ field: 'side' })
  if (
    input.waiveFee === true &&
    !isWithoutUser(req) &&
    !may(req, 'sessions.waive-fee', session.tenant)
  ) {
    throw forbidden({ action: 'sessions.waive-fee', field: 'waiveFee' })
  }
  return { reason, reasonCode: input.reasonCode, side }
}

/**
 * Cancels a session: its time is free at once, what was unpaid is reversed, what was paid returns to
 * credit less the fee of the policy, unsent messages are cancelled and the contacts are told.
 * Cancelling twice changes nothing.
 * Refuses `not-found`, `forbidden`, `move-not-allowed`, `unknown-reason`, `reason-required`.
 * @rule SES-9 SES-17 SES-18 MON-12
 */
export const cancelSession = (
  req: PayloadRequest,
  id: string,
  input: CancelInput,
): Promise<MoveResult> => {
  let feeMinor = 0
  let isSilent = false

  const decide = async (session: SessionRow, nowMs: number): Promise<MoveEffect> => {
    if (session.status === 'cancelled' || session.status === 'late-cancelled') {
      return { to: session.status }
    }
    const { reason, reasonCode, side } = readInput(req, session, input)
    const { settings } = await tenantContext(req, session.tenant)
    const judged = judgeCancellation({
      ...session,
      nowMs,
      policy: settings.scheduling.cancellation,
      side,
    })
    // Somebody who has arrived and is sent home does not cancel late (SES-9).
    const to = session.status === 'checked-in' ? 'cancelled' : judged.status
    feeMinor = input.waiveFee === true || to === 'cancelled' ? 0 : judged.feeMinor
    isSilent = SILENT.includes(reasonCode)
    return {
      columns: {
        cancellation_at: new Date(nowMs).toISOString(),
        cancellation_by_id: userIdOf(req) ?? null,
        cancellation_fee_minor: feeMinor,
        cancellation_reason: reason === '' ? null : reason,
        cancellation_reason_code: reasonCode,
        cancellation_side: side,
      },
      reason: reason === '' ? reasonCode : `${reasonCode}: ${reason}`,
      to,
    }
  }

  const after = async (session: SessionRow, event: string): Promise<void> => {
    await cancelPlannedMessages(req, session)
    if (!isSilent) await planCancellation(req, session)
    await settleCharge(req, {
      costMinor: feeMinor,
      event,
      kind: 'cancellation',
      reason: input.reasonCode,
      session: { ...session, attendance: session.attendance.id },
    })
  }

  return moveSession(req, id, { action: 'cancel', after, decide })
}
