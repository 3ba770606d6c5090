import type { CollectionAfterChangeHook } from 'payload'
import { idOf } from '../../domain/ids.ts'
import type { Status } from '../../domain/scheduling/statusMachine.ts'
import { MOVE_REASON, recordEvent } from '../../operations/scheduling/recordEvent.ts'
import { movedFields } from '../../operations/scheduling/sessionDraft.ts'
import type { Session } from '../../payload-types.ts'

const valueOf = (session: Partial<Session>, field: string): unknown => {
  const value = session[field as keyof Session]
  return idOf(value) ?? value ?? null
}

/** Booking and moving leave a row in the session's history. @rule SES-11 SES-15 */
export const recordSessionEvent: CollectionAfterChangeHook<Session> = async ({
  context,
  doc,
  operation,
  previousDoc,
  req,
}) => {
  const moved = operation === 'update' ? movedFields(previousDoc, doc) : []
  if (operation === 'update' && moved.length === 0) return doc
  await recordEvent(req, {
    changes:
      operation === 'create'
        ? undefined
        : Object.fromEntries(
            moved.map((field) => [field, [valueOf(previousDoc, field), valueOf(doc, field)]]),
          ),
    from: operation === 'create' ? null : (previousDoc.status as Status),
    reason: context[MOVE_REASON] as string | undefined,
    session: doc.id,
    tenant: idOf(doc.tenant) ?? '',
    to: doc.status as Status,
  })
  return doc
}
