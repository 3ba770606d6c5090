import type { CollectionAfterChangeHook } from 'payload'
import { giveNumber } from '../../operations/common/giveNumber.ts'
import type { Session } from '../../payload-types.ts'

/** `S-000001`, without gaps in a tenant; the counter is the last lock of the transaction. @rule SES-6 */
export const fillSessionNumber: CollectionAfterChangeHook<Session> = async ({
  doc,
  operation,
  req,
}) =>
  operation === 'create'
    ? { ...doc, number: await giveNumber(req, { doc, prefix: 'S', table: 'sessions' }) }
    : doc
