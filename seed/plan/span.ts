import { MINUTE_MS } from '../../src/domain/scheduling/intervals.ts'
import { addDays, boundaryOf, wallTimeAt } from '../../src/domain/scheduling/wallClock.ts'
import { DEMO_TIMEZONE } from '../demo/types.ts'

/** How much history and future a demo has. */
export interface DemoSize {
  readonly daysAhead: number
  readonly daysBehind: number
  /** Sessions a day, as a part of a whole demo's. */
  readonly density: number
  /** Of those that each clinic wants. */
  readonly patientShare: number
}

/** Three months behind, one to come: about 400 sessions a clinic. */
export const FULL: DemoSize = { daysAhead: 28, daysBehind: 92, density: 1, patientShare: 1 }
/** A few days, for tests that need a clinic and its people. */
export const SMALL: DemoSize = { daysAhead: 4, daysBehind: 3, density: 0.4, patientShare: 0.25 }

/** A demo seen from one moment. */
export interface Span extends DemoSize {
  readonly nowMs: number
  /** The clinics' date at that moment. */
  readonly today: string
}

/** 11:40: a clinic's morning is half done. */
const FIXED_MINUTE = 11 * 60 + 40

const midnights = new Map<string, number>()

/** The instant of a wall time of the demo clinics, whose days all have 24 hours. */
export const wallMs = (on: string, minute: number): number => {
  const midnight = midnights.get(on) ?? boundaryOf(on, 0, DEMO_TIMEZONE)
  midnights.set(on, midnight)
  return midnight + minute * MINUTE_MS
}

export const minutesOf = (time: string): number =>
  Number(time.slice(0, 2)) * 60 + Number(time.slice(3))

/** The demo of a given day, which is always the same, or of this very moment. */
export const spanOf = (size: DemoSize, of: { nowMs: number; today: string | undefined }): Span =>
  of.today === undefined
    ? { ...size, nowMs: of.nowMs, today: wallTimeAt(of.nowMs, DEMO_TIMEZONE).on }
    : { ...size, nowMs: wallMs(of.today, FIXED_MINUTE), today: of.today }

/** A clinic opens its books some days before its first session. */
export const openingDay = ({ daysBehind, today }: Span): string => addDays(today, -daysBehind - 10)
