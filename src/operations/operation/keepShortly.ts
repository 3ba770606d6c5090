import type { Payload, PayloadRequest } from 'payload'
import { nowMs } from '../common/services.ts'

interface Kept {
  readonly atMs: number
  readonly value: unknown
}

const KEEP_MS = 5 * 60_000
const MOST_KEPT = 2_000

/** By the instance they were read through: two products in one process share nothing. */
const kept = new WeakMap<Payload, Map<string, Kept>>()

export interface Dated<T> {
  /** When it was read from the database. */
  readonly asOf: string
  readonly value: T
}

/**
 * What was read less than five minutes ago under the same key, else what `read` answers now. Each process
 * keeps its own, and none needs another's: losing it costs one reading. Who may see it is asked before,
 * every time; the key therefore names everything the answer depends on.
 * @rule RPT-2
 */
export const keepShortly = async <T>(
  req: PayloadRequest,
  { isFresh, key }: { isFresh: boolean; key: string },
  read: () => Promise<T>,
): Promise<Dated<T>> => {
  const ours = kept.get(req.payload) ?? new Map<string, Kept>()
  kept.set(req.payload, ours)
  const now = nowMs(req)
  const known = ours.get(key)
  const age = known === undefined ? KEEP_MS : now - known.atMs
  if (known !== undefined && !isFresh && age >= 0 && age < KEEP_MS) {
    return { asOf: new Date(known.atMs).toISOString(), value: known.value as T }
  }
  const value = await read()
  if (ours.size >= MOST_KEPT) ours.clear()
  ours.set(key, { atMs: now, value })
  return { asOf: new Date(now).toISOString(), value }
}
