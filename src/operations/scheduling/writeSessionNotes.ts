import type { PayloadRequest } from 'payload'
import { may } from '../../access/permissions.ts'
import { query, queryOne } from '../../db/query.ts'
import { forbidden, staleDocument } from '../../domain/errors.ts'
import { tooEarlyForNotes } from '../../domain/scheduling/errors.ts'
import type { Status } from '../../domain/scheduling/statusMachine.ts'
import type { Session } from '../../payload-types.ts'
import { slugs } from '../../slugs.ts'
import { findVisible } from '../common/findVisible.ts'
import { nowMs } from '../common/services.ts'
import { inOperation } from '../operation/recordOperation.ts'
import { isGranted } from './movers.ts'
import { lockSession } from './sessionRow.ts'

export interface NotesInput {
  readonly notes: string
  /** The notes as the writer read them: others since then are not overwritten. */
  readonly replaces?: string | undefined
}

const STARTED: readonly Status[] = ['in-progress', 'completed']

/**
 * The staff's notes of a session. The front desk remarks at any time; its therapist, and whoever else may
 * only write notes, from the start on.
 * Refuses `not-found`, `forbidden`, `too-early-for-notes`, `stale-document`.
 * @rule RPT-3 SES-24 SES-25
 */
export const writeSessionNotes = (
  req: PayloadRequest,
  id: string,
  { notes, replaces }: NotesInput,
): Promise<Session> =>
  inOperation(
    req,
    { action: 'sessions.write-notes', document: id, resource: slugs.sessions },
    async (note) => {
      const { read } = await findVisible(req, slugs.sessions, { id })
      const session = await lockSession(req, id)
      if (!may(req, 'sessions.update', session.tenant)) {
        if (!isGranted(req, 'write-notes', session)) {
          throw forbidden({ action: 'sessions.write-notes' })
        }
        if (nowMs(req) < session.startsAtMs && !STARTED.includes(session.status)) {
          throw tooEarlyForNotes({ fromAt: new Date(session.startsAtMs).toISOString() })
        }
      }
      const stored = await queryOne<{ notes: string; updatedAt: Date }>(
        req,
        `select coalesce(notes, '') as notes, updated_at as "updatedAt" from sessions where id = $1`,
        [id],
      )
      if (replaces !== undefined && stored.notes !== replaces && stored.notes !== notes) {
        const updatedAt = new Date(stored.updatedAt).toISOString()
        throw staleDocument({ by: '–', fields: ['notes'], updatedAt })
      }
      await query(req, 'update sessions set notes = $2, updated_at = now() where id = $1', [
        id,
        notes,
      ])
      note({
        changes: stored.notes === notes ? {} : { notes: [stored.notes, notes] },
        patients: [session.patient],
        tenant: session.tenant,
      })
      return read()
    },
  )
