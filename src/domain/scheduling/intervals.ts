/** Half-open: the start belongs to it, the end does not. */
export interface Interval {
  readonly endMs: number
  readonly startMs: number
}

export const MINUTE_MS = 60_000
export const HOUR_MS = 60 * MINUTE_MS
export const DAY_MS = 24 * HOUR_MS

export const overlaps = (a: Interval, b: Interval): boolean =>
  a.startMs < b.endMs && b.startMs < a.endMs

export const contains = (outer: Interval, inner: Interval): boolean =>
  outer.startMs <= inner.startMs && inner.endMs <= outer.endMs

/** What the therapist's and the room's claim take: the session and its buffers (SES-3). */
export const withBuffers = (
  session: Interval,
  buffers: { afterMinutes: number; beforeMinutes: number },
): Interval => ({
  endMs: session.endMs + buffers.afterMinutes * MINUTE_MS,
  startMs: session.startMs - buffers.beforeMinutes * MINUTE_MS,
})

/** Sorted, disjoint intervals that cover the same time. */
export const merge = (intervals: readonly Interval[]): Interval[] => {
  const merged: Interval[] = []
  for (const next of intervals.toSorted((a, b) => a.startMs - b.startMs)) {
    const last = merged.at(-1)
    if (last !== undefined && next.startMs <= last.endMs) {
      merged[merged.length - 1] = {
        endMs: Math.max(last.endMs, next.endMs),
        startMs: last.startMs,
      }
    } else {
      merged.push(next)
    }
  }
  return merged
}
