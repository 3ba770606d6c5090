import type { Endpoint } from 'payload'
import * as z from 'zod'
import type { Slot } from '../../operations/scheduling/findFreeSlots.ts'
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

/** As JSON; the price, which is most of it and the same in many, is written once. */
const slotsText = (slots: readonly Slot[]): string => {
  const prices = new Map<object, string>()
  const texts = slots.map(({ price, ...slot }) => {
    const written = prices.get(price) ?? JSON.stringify(price)
    prices.set(price, written)
    return `${JSON.stringify(slot).slice(0, -1)},"price":${written}}`
  })
  return `{"slots":[${texts.join(',')}]}`
}

/** `GET /api/availability/slots`: free slots with places left and price, at most 31 days. @rule AVL-6 */
export const slotsEndpoint: Endpoint = {
  handler: async (req) => {
    const slots = await searchFreeSlots(req, parseQuery(req, slotsQuery))
    return new Response(slotsText(slots), { headers: { 'content-type': 'application/json' } })
  },
  method: 'get',
  path: '/slots',
}
