import type { Endpoint } from 'payload'
import * as z from 'zod'
import { searchFreeSlots } from '../../operations/scheduling/searchFreeSlots.ts'
import { MODES } from '../../domain/scheduling/windows.ts'
import { date, parseQuery, uuid } from '../common/parse.ts'

const slotsQuery = z.strictObject({
  durationMinutes: z.coerce.number().optional(),
  from: date,
  location: uuid.optional(),
  mode: z.enum(MODES).optional(),
  therapist: uuid.optional(),
  therapyType: uuid,
  to: date,
})

/** `GET /api/availability/slots`: free slots with places left and price, at most 31 days. @rule AVL-6 */
export const slotsEndpoint: Endpoint = {
  handler: async (req) => {
    const slots = await searchFreeSlots(req, parseQuery(req, slotsQuery))
    return Response.json({ slots })
  },
  method: 'get',
  path: '/slots',
}
