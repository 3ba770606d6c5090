import type { Figures } from './rows.ts'

interface Floor {
  readonly max?: number
  readonly min?: number
}
export type Floors = Readonly<Record<string, Readonly<Record<string, Floor>>>>

/** Each figure that falls short, in words. A row that was to be measured and could not be falls short too. */
export const faultsOf = (
  rows: Readonly<Record<string, Figures | null>>,
  floors: Floors,
): string[] =>
  Object.entries(rows).flatMap(([row, figures]) =>
    Object.entries(floors[row] ?? {}).flatMap(([figure, { max, min }]) => {
      const value = figures?.[figure] ?? Number.NaN
      const isFine = value >= (min ?? -Infinity) && value <= (max ?? Infinity)
      const limit = max === undefined ? `at least ${min ?? 0}` : `at most ${max}`
      return isFine ? [] : [`${row}: ${figure} is ${value.toFixed(2)}, ${limit} is asked`]
    }),
  )
