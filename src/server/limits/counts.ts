import type { RateLimiterPostgres } from 'rate-limiter-flexible'
import type { Logger } from '../log.ts'

export const WINDOW_MS = 60_000
const SHARE_EVERY_MS = 1_000
/** More addresses than this in one minute are an attack: the oldest are forgotten first. */
const MOST_KEYS = 100_000

/** What a limit says to one request. */
export interface Verdict {
  readonly isOver: boolean
  readonly limit: number
  readonly remaining: number
  readonly resetMs: number
}

interface Count {
  endsAtMs: number
  /** Not yet told to the database. */
  pending: number
  /** Of all servers, as the database last said. */
  shared: number
}

export interface Counts {
  readonly close: () => Promise<void>
  /** Tells the database what was counted here, and learns what others counted. */
  readonly share: () => Promise<void>
  readonly take: (key: string, limit: number) => Verdict
}

interface Options {
  readonly log: Logger
  readonly nowMs?: () => number
  readonly store: Pick<RateLimiterPostgres, 'penalty'>
}

/** What cannot be told stays to be told. */
const shareOne = async (
  { key, nowMs, store }: Pick<Required<Options>, 'nowMs' | 'store'> & { key: string },
  count: Count,
): Promise<void> => {
  const told = count.pending
  count.pending = 0
  count.shared += told
  try {
    const { consumedPoints, msBeforeNext } = await store.penalty(key, told)
    count.shared = consumedPoints
    count.endsAtMs = nowMs() + msBeforeNext
  } catch (error) {
    count.pending += told
    count.shared -= told
    throw error
  }
}

/**
 * Counts requests a minute without a question to the database on their way: here at once, shared every
 * second. One server counts exactly; of N servers each may answer what comes to it within that second
 * before it knows of the others. While the database is away every server counts for itself.
 * @rule SEC-7
 */
export const createCounts = ({ log, nowMs = Date.now, store }: Options): Counts => {
  const counts = new Map<string, Count>()
  let isAway = false
  let underWay: Promise<void> | undefined

  const current = (key: string): Count => {
    const found = counts.get(key)
    if (found !== undefined && found.endsAtMs > nowMs()) return found
    const fresh = { endsAtMs: nowMs() + WINDOW_MS, pending: 0, shared: 0 }
    const [oldest] = counts.keys()
    if (counts.size >= MOST_KEYS && oldest !== undefined) counts.delete(oldest)
    counts.set(key, fresh)
    return fresh
  }

  const shareAll = async (): Promise<void> => {
    try {
      for (const [key, count] of counts) {
        if (count.pending > 0) await shareOne({ key, nowMs, store }, count)
        else if (count.endsAtMs <= nowMs()) counts.delete(key)
      }
      isAway = false
    } catch (error) {
      if (!isAway) log.warn({ err: error }, 'limits are counted by each server for itself')
      isAway = true
    }
  }

  const share = (): Promise<void> => {
    underWay ??= shareAll().finally(() => {
      underWay = undefined
    })
    return underWay
  }
  const timer = setInterval(() => void share(), SHARE_EVERY_MS).unref()

  return {
    close() {
      clearInterval(timer)
      return share()
    },
    share,
    take(key, limit) {
      const count = current(key)
      const used = count.shared + count.pending
      const isOver = used >= limit
      if (!isOver) count.pending += 1
      return {
        isOver,
        limit,
        remaining: isOver ? 0 : limit - used - 1,
        resetMs: Math.max(count.endsAtMs - nowMs(), 0),
      }
    },
  }
}
