import type { Endpoint } from 'payload'
import * as z from 'zod'
import { STATUSES } from '../../domain/scheduling/statusMachine.ts'
import { readCalendar } from '../../operations/scheduling/readCalendar.ts'
import { jsonText } from '../common/jsonText.ts'
import { date, parseQuery, uuid } from '../common/parse.ts'

const calendarQuery = z.strictObject({
  from: date,
  location: uuid.optional(),
  room: uuid.optional(),
  status: z.enum(STATUSES).optional(),
  tenant: uuid.optional(),
  therapist: uuid.optional(),
  therapyType: uuid.optional(),
  to: date,
})

/** `GET /api/sessions/calendar`: at most 62 days; colleagues' sessions are busy blocks. @rule CAL-9 */
export const calendarEndpoint: Endpoint = {
  handler: async (req) => {
    const sessions = await readCalendar(req, parseQuery(req, calendarQuery))
    return jsonText(`{"sessions":${sessions}}`)
  },
  method: 'get',
  path: '/calendar',
}
