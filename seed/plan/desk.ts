import { addDays, wallTimeAt } from '../../src/domain/scheduling/wallClock.ts'
import { DEMO_TIMEZONE } from '../demo/types.ts'
import type { Chance } from './chance.ts'
import { wallMs } from './span.ts'

/** Some moment of a day at the front desk, to the second: two things seldom happen at once. */
export const atDesk = (
  chance: Chance,
  on: string,
  [from, to]: readonly [number, number] = [9 * 60 + 35, 17 * 60 + 30],
): number => wallMs(on, chance.int(from, to)) + chance.int(0, 59) * 1_000

/** The date of the clinics so many days from an instant. */
export const dayOf = (atMs: number, days = 0): string =>
  addDays(wallTimeAt(atMs, DEMO_TIMEZONE).on, days)
