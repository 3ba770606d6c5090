import type { CollectionBeforeValidateHook, PayloadRequest } from 'payload'
import { query } from '../../db/query.ts'
import { idOf } from '../../domain/ids.ts'
import { invalidInstant } from '../../domain/scheduling/errors.ts'
import { readInstant } from '../../domain/scheduling/wallClock.ts'
import { readBookingFactsAhead } from '../../operations/scheduling/bookingFacts.ts'
import { wishOf } from '../../operations/scheduling/sessionDraft.ts'
import type { Session } from '../../payload-types.ts'

const timezoneOf = async (req: PayloadRequest, location: string): Promise<string | undefined> => {
  const [row] = await query<{ timezone: string }>(
    req,
    'select timezone from locations where id = $1',
    [location],
  )
  return row?.timezone
}

/**
 * An instant is taken as it is, a time without an offset as the wall clock of the location; the row
 * keeps the zone. A wall time that the clocks skip is `time-does-not-exist`.
 * @rule SES-1 API-7
 */
export const normaliseTimes: CollectionBeforeValidateHook<Session> = async ({
  data,
  operation,
  originalDoc,
  req,
}) => {
  const location = idOf(data?.location) ?? idOf(originalDoc?.location)
  if (data === undefined || location === undefined) return data
  const wish = operation === 'create' ? wishOf(data) : undefined
  const timezone =
    wish === undefined
      ? await timezoneOf(req, location)
      : (await readBookingFactsAhead(req, wish)).location?.timezone
  return withTimes(data, timezone ?? 'UTC')
}

const withTimes = (data: Partial<Session>, timezone: string): Partial<Session> => {
  if (data.startsAt === undefined) return { ...data, timezone }
  const startMs = readInstant(data.startsAt, timezone)
  if (startMs === undefined) throw invalidInstant({ field: 'startsAt' })
  // Whole minutes: nobody books seconds, and claims compare exactly.
  const startsAt = new Date(Math.floor(startMs / 60_000) * 60_000).toISOString()
  return { ...data, startsAt, timezone }
}
