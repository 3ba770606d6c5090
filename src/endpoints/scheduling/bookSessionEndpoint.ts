import type { Endpoint } from 'payload'
import * as z from 'zod'
import { MODES } from '../../domain/scheduling/windows.ts'
import { readCharge } from '../../operations/money/readCharge.ts'
import { bookSession, dryRunBooking } from '../../operations/scheduling/bookSession.ts'
import { answerOnce, tenantOfBody } from '../common/idempotentEndpoint.ts'
import { idempotencyKey, parseBody, uuid } from '../common/parse.ts'

const bookSessionBody = z.strictObject({
  coTherapist: uuid.optional(),
  /** Answers everything that stands in the way and books nothing. */
  dryRun: z.boolean().optional(),
  durationMinutes: z.number().optional(),
  location: uuid,
  manualPrice: z.strictObject({ priceMinor: z.number(), reason: z.string() }).optional(),
  mode: z.enum(MODES).optional(),
  notes: z.string().max(10_000).optional(),
  overbookReason: z.string().max(500).optional(),
  patient: uuid,
  patientNotes: z.string().max(10_000).optional(),
  priority: z.enum(['routine', 'urgent', 'emergency']).optional(),
  room: uuid.optional(),
  startsAt: z.string(),
  tenant: uuid.optional(),
  therapist: uuid,
  therapyType: uuid,
})

/**
 * `POST /api/sessions/book` → 201 `{ session, charge }`; 200 for a repeat of the same
 * `Idempotency-Key`. With `dryRun: true` → 200 `{ dryRun }`.
 */
export const bookSessionEndpoint: Endpoint = {
  handler: async (req) => {
    const { dryRun, ...input } = await parseBody(req, bookSessionBody)
    if (dryRun === true) return Response.json({ dryRun: await dryRunBooking(req, input) })
    const once = {
      body: input,
      isPermanent: true,
      route: 'POST /sessions/book',
      tenant: await tenantOfBody(req, input),
    }
    return answerOnce(req, once, async () => {
      const session = await bookSession(req, { ...input, requestKey: idempotencyKey(req) })
      return { body: { charge: await readCharge(req, session.id), session }, status: 201 }
    })
  },
  method: 'post',
  path: '/book',
}
