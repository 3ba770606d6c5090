import type { PayloadRequest } from 'payload'
import { may } from '../../access/permissions.ts'
import { type SessionAction, sessionActions } from '../../domain/scheduling/sessionActions.ts'
import type { Status } from '../../domain/scheduling/statusMachine.ts'
import { nowMs } from '../common/services.ts'
import { tenantContext } from '../common/tenantContext.ts'
import { isGranted, moversOf, type Owned } from './movers.ts'

export interface Offerable extends Owned {
  readonly startsAt: string
  readonly status: Status
}

export interface Offered {
  readonly actions: readonly SessionAction[]
  /** Whether notes may be written now. */
  readonly canWriteNotes: boolean
  /** Whether they may be written once the session has begun. */
  readonly canWriteNotesLater: boolean
}

/**
 * What the caller may do with a session that they see, now: a screen offers this and nothing else.
 * @rule SES-9 RPT-3
 */
export const readOffered = async (req: PayloadRequest, session: Offerable): Promise<Offered> => {
  const { settings } = await tenantContext(req, session.tenant)
  const now = nowMs(req)
  const startsAtMs = Date.parse(session.startsAt)
  const actions = sessionActions({
    movers: moversOf(req, session),
    nowMs: now,
    settings: settings.scheduling,
    startsAtMs,
    status: session.status,
  })
  const hasBegun = now >= startsAtMs || ['completed', 'in-progress'].includes(session.status)
  const mayWriteNotes = isGranted(req, 'write-notes', session)
  const canWriteNotes = may(req, 'sessions.update', session.tenant) || (hasBegun && mayWriteNotes)
  return {
    actions: actions.filter((action) => isGranted(req, action, session)),
    canWriteNotes,
    canWriteNotesLater: !canWriteNotes && mayWriteNotes,
  }
}
