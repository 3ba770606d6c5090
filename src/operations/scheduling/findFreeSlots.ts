import type { PayloadRequest } from 'payload'
import { rangeTooLong } from '../../domain/catalog/errors.ts'
import { invalidDate } from '../../domain/people/errors.ts'
import { DAY_MS, type Interval } from '../../domain/scheduling/intervals.ts'
import { type FreeSlot, freeSlots, windowKey } from '../../domain/scheduling/slots.ts'
import { addDays, daysBetween, isDate, wallTimeAt } from '../../domain/scheduling/wallClock.ts'
import {
  type Mode,
  type OpenWindow,
  type WeeklyWindow,
  windowsOn,
} from '../../domain/scheduling/windows.ts'
import { tenantContext } from '../common/tenantContext.ts'
import type { TypeFacts } from './bookingFacts.ts'
import { startsOfTherapist, startsOfType } from './limits.ts'

export const MAX_RANGE_DAYS = 31

export const datesFrom = (from: string, to: string): string[] => {
  for (const [field, on] of Object.entries({ from, to })) {
    if (!isDate(on)) throw invalidDate({ field })
  }
  const days = daysBetween(from, to)
  if (days < 0) throw invalidDate({ field: 'to' })
  if (days >= MAX_RANGE_DAYS) throw rangeTooLong({ maxDays: MAX_RANGE_DAYS })
  return Array.from({ length: days + 1 }, (_, index) => addDays(from, index))
}

export interface SlotSearchInput {
  /** What takes the therapist's time between two instants, buffers included. */
  readonly busyBetween: (range: Interval) => Promise<readonly Interval[]> | readonly Interval[]
  /** Local calendar dates. */
  readonly dates: readonly string[]
  readonly durationMinutes: number
  /** A session that does not count: the one that is being moved. */
  readonly except?: string | undefined
  readonly location: string
  readonly mode: Mode | undefined
  readonly notBeforeMs: number
  readonly tenant: string
  readonly therapist: string
  readonly therapyType: string
  /** Of the location. */
  readonly timezone: string
  readonly type: TypeFacts
  readonly windows: readonly WeeklyWindow[]
}

/** How many sessions of the windows and of the type are left, per window and per date. */
const readLimits = async (
  req: PayloadRequest,
  of: { windows: readonly OpenWindow[] } & Interval & Omit<SlotSearchInput, 'windows'>,
) => {
  const sessionsInWindow = new Map<string, number>()
  const limited = of.windows.filter(({ row }) => row.maxSessions !== null)
  if (limited.length > 0) {
    const starts = await startsOfTherapist(req, of)
    for (const window of limited) {
      const inside = starts.filter((ms) => window.startMs <= ms && ms < window.endMs)
      sessionsInWindow.set(windowKey(window), inside.length)
    }
  }
  const { maxPerDay, maxPerDayScope: scope } = of.type
  if (maxPerDay === null) return { sessionsInWindow }
  const taken = new Map<string, number>()
  for (const ms of await startsOfType(req, { ...of, scope })) {
    const { on } = wallTimeAt(ms, of.timezone)
    taken.set(on, (taken.get(on) ?? 0) + 1)
  }
  return {
    sessionsInWindow,
    typePlacesLeft: (on: string) => Math.max(0, maxPerDay - (taken.get(on) ?? 0)),
  }
}

/** The free slots of one therapist at one location, in time order. @rule AVL-5 */
export const findFreeSlots = async (
  req: PayloadRequest,
  of: SlotSearchInput,
): Promise<FreeSlot[]> => {
  const windows = of.dates.flatMap((on) => windowsOn(of.windows, on))
  if (windows.length === 0) return []
  const range = {
    endMs: Math.max(...windows.map((window) => window.endMs)) + DAY_MS,
    startMs: Math.min(...windows.map((window) => window.startMs)) - DAY_MS,
  }
  const [{ settings }, busy, limits] = await Promise.all([
    tenantContext(req, of.tenant),
    of.busyBetween(range),
    readLimits(req, { ...of, ...range, windows }),
  ])
  return freeSlots({
    ...limits,
    bufferAfterMinutes: of.type.bufferAfterMinutes,
    bufferBeforeMinutes: of.type.bufferBeforeMinutes,
    busy,
    durationMinutes: of.durationMinutes,
    notBeforeMs: of.notBeforeMs,
    stepMinutes: settings.scheduling.slotStepMinutes,
    windows,
    wish: {
      locationId: of.location,
      mode: of.mode ?? 'in-person',
      therapyTypeId: of.therapyType,
    },
  })
}
