/** The product's only source of "now": seeds and tests give another one. */
export interface Clock {
  nowMs: () => number
}

export const systemClock: Clock = { nowMs: () => Date.now() }

/** A clock that stands where it is put; for the demo's history and for tests. */
export class SettableClock implements Clock {
  private atMs: number

  constructor(atMs: number) {
    this.atMs = atMs
  }

  nowMs(): number {
    return this.atMs
  }

  set(atMs: number): void {
    this.atMs = atMs
  }
}
