import { type Interval, MINUTE_MS, overlaps } from '../../src/domain/scheduling/intervals.ts'

/** Who and what is taken when, so that the plan books nothing twice. */
export class Diary {
  private readonly taken = new Map<string, Interval[]>()

  isFree(resource: string, interval: Interval): boolean {
    return !(this.taken.get(resource) ?? []).some((other) => overlaps(other, interval))
  }

  take(resource: string, interval: Interval): void {
    this.taken.set(resource, [...(this.taken.get(resource) ?? []), interval])
  }
}

/** The time a session takes of its therapist and room. */
export const withBuffer = ({ endMs, startMs }: Interval, bufferMinutes: number): Interval => ({
  endMs: endMs + bufferMinutes * MINUTE_MS,
  startMs,
})
