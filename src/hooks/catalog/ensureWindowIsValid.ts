import type { CollectionBeforeChangeHook } from 'payload'
import {
  endBeforeStart,
  invalidDay,
  invalidMaxSessions,
  invalidTime,
} from '../../domain/catalog/errors.ts'
import { invalidDate } from '../../domain/people/errors.ts'
import { isDate, parseTime } from '../../domain/scheduling/wallClock.ts'
import type { Availability } from '../../payload-types.ts'

/** The end lies after the start and midnight is never crossed. @rule AVL-1 */
export const ensureWindowIsValid: CollectionBeforeChangeHook<Availability> = ({
  data,
  originalDoc,
}) => {
  const next: Partial<Availability> = { ...originalDoc, ...data }
  if (next.startTime === undefined || next.endTime === undefined) return data
  const day = next.dayOfWeek
  if (day === undefined || !Number.isInteger(day) || day < 0 || day > 6) throw invalidDay({})
  const start = parseTime(next.startTime)
  const end = parseTime(next.endTime, true)
  if (start === undefined) throw invalidTime({ field: 'startTime' })
  if (end === undefined) throw invalidTime({ field: 'endTime' })
  if (end <= start) throw endBeforeStart({ field: 'endTime' })
  const [from, to] = [next.effectiveFromOn ?? '', next.effectiveToOn ?? '']
  if (from !== '' && !isDate(from)) throw invalidDate({ field: 'effectiveFromOn' })
  if (to !== '' && !isDate(to)) throw invalidDate({ field: 'effectiveToOn' })
  if (from !== '' && to !== '' && to < from) throw endBeforeStart({ field: 'effectiveToOn' })
  const limit = next.maxSessions
  if (limit != null && (!Number.isInteger(limit) || limit < 1))
    throw invalidMaxSessions({ field: 'maxSessions' })
  return {
    ...data,
    effectiveFromOn: from === '' ? null : from,
    effectiveToOn: to === '' ? null : to,
  }
}
