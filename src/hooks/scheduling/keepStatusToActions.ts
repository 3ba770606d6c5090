import type { CollectionBeforeChangeHook } from 'payload'
import { readOnlyField } from '../../domain/errors.ts'
import { moveNotAllowed } from '../../domain/scheduling/errors.ts'
import { allowedMoves, type Status } from '../../domain/scheduling/statusMachine.ts'
import type { Session } from '../../payload-types.ts'

/** The status changes by actions only; a form that repeats it is fine. @rule SES-8 SES-9 */
export const keepStatusToActions: CollectionBeforeChangeHook<Session> = ({
  data,
  operation,
  originalDoc,
}) => {
  const asked = data.status
  if (operation === 'create') {
    if (asked != null && asked !== 'scheduled') throw readOnlyField({ field: 'status' })
    return { ...data, status: 'scheduled' }
  }
  const from = (originalDoc as Session).status as Status
  if (asked != null && asked !== from) {
    throw moveNotAllowed({ allowed: allowedMoves(from), from, to: asked })
  }
  return { ...data, status: from }
}
