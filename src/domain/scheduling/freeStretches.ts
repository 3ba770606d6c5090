import { type Interval, merge, MINUTE_MS } from './intervals.ts'

/** The parts of some time that nothing takes. */
const without = (time: Interval, busy: readonly Interval[]): Interval[] => {
  const parts: Interval[] = []
  let { startMs } = time
  for (const taken of busy) {
    if (taken.endMs <= startMs || taken.startMs >= time.endMs) continue
    if (taken.startMs > startMs) parts.push({ endMs: taken.startMs, startMs })
    startMs = Math.max(startMs, taken.endMs)
  }
  return startMs < time.endMs ? [...parts, { endMs: time.endMs, startMs }] : parts
}

/**
 * When somebody works and has nothing: windows less claims, from now on, in time order. Shows where to
 * look; what can be booked there depends on the type, and the slot search says it (AVL-5).
 */
export const freeStretches = (of: {
  readonly busy: readonly Interval[]
  readonly fromMs: number
  readonly leastMinutes: number
  readonly windows: readonly Interval[]
}): Interval[] => {
  const leastMs = of.leastMinutes * MINUTE_MS
  const fromMs = Math.ceil(of.fromMs / leastMs) * leastMs
  const busy = merge(of.busy)
  return merge(of.windows)
    .filter(({ endMs }) => endMs > fromMs)
    .map((window) => ({ ...window, startMs: Math.max(window.startMs, fromMs) }))
    .flatMap((window) => without(window, busy))
    .filter(({ endMs, startMs }) => endMs - startMs >= leastMs)
}
