import type { CollectionAfterChangeHook } from 'payload'
import { idOf } from '../../domain/ids.ts'
import { planBooking, planReschedule } from '../../operations/messaging/planSession.ts'
import type { Session } from '../../payload-types.ts'

/** What contacts read depends on these; a changed room or length alone is no message. */
const isWorthTelling = (before: Partial<Session>, after: Session): boolean =>
  Date.parse(before.startsAt ?? '') !== Date.parse(after.startsAt) ||
  idOf(before.therapist) !== idOf(after.therapist) ||
  idOf(before.location) !== idOf(after.location) ||
  before.mode !== after.mode

/** Messages are planned in the transaction of their event, and sent by the worker. @rule MSG-6 SES-15 */
export const planSessionMessages: CollectionAfterChangeHook<Session> = async ({
  doc,
  operation,
  previousDoc,
  req,
}) => {
  const session = {
    id: doc.id,
    patient: idOf(doc.patient) ?? '',
    sequence: doc.sequence ?? 0,
    startsAtMs: Date.parse(doc.startsAt),
    tenant: idOf(doc.tenant) ?? '',
    timezone: doc.timezone ?? 'UTC',
  }
  if (operation === 'create') await planBooking(req, session)
  else if (isWorthTelling(previousDoc, doc)) await planReschedule(req, session)
  return doc
}
