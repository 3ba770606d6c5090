import type { CollectionAfterChangeHook, PayloadRequest } from 'payload'
import { queryOne } from '../../db/query.ts'
import { idOf } from '../../domain/ids.ts'
import { tenantContext } from '../../operations/common/tenantContext.ts'
import { settleCharge } from '../../operations/money/settleCharge.ts'
import { NEW_ATTENDANCE } from '../../operations/scheduling/sessionDraft.ts'
import type { Session } from '../../payload-types.ts'

const attendanceOf = async (req: PayloadRequest, session: string): Promise<string> => {
  const { id } = await queryOne<{ id: string }>(
    req,
    'select id from attendances where session_id = $1',
    [session],
  )
  return id
}

/**
 * The charge is posted with the booking where the tenant charges then; a new price posts the
 * difference; moving touches no money.
 * @rule MON-5 MON-6 MON-7 PRC-4
 */
export const recordCharge: CollectionAfterChangeHook<Session> = async ({
  context,
  doc,
  operation,
  previousDoc,
  req,
}) => {
  const costMinor = doc.price?.priceMinor ?? 0
  const isNew = operation === 'create'
  if (!isNew && previousDoc.price?.priceMinor === costMinor) return doc
  const tenant = idOf(doc.tenant) ?? ''
  const { settings } = await tenantContext(req, tenant)
  if (settings.billing.chargeAt !== 'booking') return doc
  const attendance = isNew ? (context[NEW_ATTENDANCE] as string) : await attendanceOf(req, doc.id)
  await settleCharge(req, {
    costMinor,
    event: `price-${doc.updatedAt}`,
    kind: 'charge-changed',
    session: {
      attendance,
      id: doc.id,
      patient: idOf(doc.patient) ?? '',
      startsAtMs: Date.parse(doc.startsAt),
      tenant,
      timezone: doc.timezone ?? 'UTC',
    },
  })
  return doc
}
