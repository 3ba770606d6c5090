import type { Endpoint } from 'payload'
import * as z from 'zod'
import { isoAt } from '../../domain/scheduling/wallClock.ts'
import { MODES } from '../../domain/scheduling/windows.ts'
import type { FreeSlot } from '../../domain/scheduling/slots.ts'
import {
  type Offer,
  type OfferedSlots,
  searchFreeSlots,
} from '../../operations/catalog/searchFreeSlots.ts'
import { jsonText } from '../common/jsonText.ts'
import { date, parseQuery, uuid } from '../common/parse.ts'

const slotsQuery = z.strictObject({
  durationMinutes: z
    .string()
    .regex(/^\d{1,4}$/)
    .transform(Number)
    .optional(),
  from: date,
  location: uuid.optional(),
  mode: z.enum(MODES).optional(),
  therapist: uuid.optional(),
  therapyType: uuid,
  to: date,
})

interface Written {
  readonly startMs: number
  readonly text: string
  readonly therapist: string
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

const inTimeOrder = (a: Written, b: Written): number =>
  a.startMs - b.startMs || compare(a.therapist, b.therapist)

/** How the slots of an offer are written. What they have in common, which is most of it, is made once. */
const writerOf = (offer: Offer): ((slot: FreeSlot) => readonly string[]) => {
  const common = JSON.stringify(offer).slice(1)
  const ends = new Map<number, string>()
  return ({ endMs, placesLeft, startMs }) => {
    const end = ends.get(placesLeft) ?? `","placesLeft":${placesLeft},${common}`
    ends.set(placesLeft, end)
    return ['{"startsAt":"', isoAt(startMs), '","endsAt":"', isoAt(endMs), end]
  }
}

/** Those of one offer are in order already. Joined piece by piece: there may be a thousand. */
const textOfOne = ({ offer, slots }: OfferedSlots): string => {
  const write = writerOf(offer)
  const pieces: string[] = []
  for (const slot of slots) {
    if (pieces.length > 0) pieces.push(',')
    pieces.push(...write(slot))
  }
  return pieces.join('')
}

const textOfMany = (offered: readonly OfferedSlots[]): string =>
  offered
    .flatMap(({ offer, slots }): Written[] => {
      const write = writerOf(offer)
      const { therapist } = offer
      return slots.map((slot) => ({ startMs: slot.startMs, text: write(slot).join(''), therapist }))
    })
    .toSorted(inTimeOrder)
    .map(({ text }) => text)
    .join(',')

const textOf = (offered: readonly OfferedSlots[]): string => {
  const [only, ...others] = offered
  const slots = only !== undefined && others.length === 0 ? textOfOne(only) : textOfMany(offered)
  return `{"slots":[${slots}]}`
}

/** What was written of slots that are kept. */
const written = new WeakMap<object, Buffer>()

/** `GET /api/availability/slots`: free slots with places left and price, at most 31 days. @rule AVL-6 */
export const slotsEndpoint: Endpoint = {
  handler: async (req) => {
    const offered = await searchFreeSlots(req, parseQuery(req, slotsQuery))
    const body = written.get(offered) ?? Buffer.from(textOf(offered))
    written.set(offered, body)
    return jsonText(body)
  },
  method: 'get',
  path: '/slots',
}
