import { PRESET_VALUES } from '../../src/domain/tenancy/presets.ts'
import { dayOfWeekOn } from '../../src/domain/scheduling/wallClock.ts'
import { addDays } from '../../src/domain/scheduling/wallClock.ts'
import type { DemoTenant, DemoWork } from '../demo/types.ts'

export interface PlannedType {
  readonly bufferMinutes: number
  readonly durationMinutes: number
  readonly isAssessment: boolean
  readonly priceMinor: number
}

/** What a type takes and costs with a therapist. */
export const typeOf = (demo: DemoTenant, therapist: number, type: number): PlannedType => {
  const { bufferAfterMinutes, therapyTypes } = PRESET_VALUES[demo.preset]
  const found = therapyTypes[type]
  if (found === undefined) throw new Error(`the preset has no type ${type}`)
  const own = demo.prices.find(([who, what]) => who === therapist && what === type)
  return {
    bufferMinutes: bufferAfterMinutes,
    durationMinutes: own?.[2] ?? found.defaultDurationMinutes,
    isAssessment: found.category === 'assessment',
    priceMinor: own?.[3] ?? found.defaultPriceMinor,
  }
}

export const therapistsOf = (demo: DemoTenant): DemoWork[] =>
  demo.staff.flatMap(({ works }) => (works === undefined ? [] : [works]))

/** The weekday on which a therapist never works, 0 = Sunday. Today and tomorrow everybody does. */
export const dayOffOf = (today: string, { offInDays }: DemoWork): number =>
  dayOfWeekOn(addDays(today, offInDays))
