import * as z from 'zod'
import { amountMinor } from '../common/parse.ts'

/** Of a waiver and of a write-off alike; without an amount it is all that is due. @rule MON-14 */
export const forgiveBody = z.strictObject({
  amountMinor: amountMinor.optional(),
  reason: z.string().max(500),
})
