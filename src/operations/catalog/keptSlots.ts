import type { Payload } from 'payload'
import type { SlotFacts } from './slotFacts.ts'

/** Slots that were computed, with all that they were computed from. */
export interface KeptSlots<Offered> {
  readonly atMs: number
  readonly facts: SlotFacts
  /** As the database told them. */
  readonly factsText: string
  readonly offered: Offered
  /** From then on a slot of them lies in the past; before `atMs` there may be more. */
  readonly untilMs: number
  /** The room it takes, in slots. */
  readonly weight: number
}

const MOST_SLOTS = 50_000

/** By the instance they were read through: two products in one process share nothing. */
const kept = new WeakMap<Payload, Map<string, KeptSlots<unknown>>>()

/** What was computed of the same facts. The question itself, and who asks it, are the key. */
export const slotsKept = <Offered>(
  payload: Payload,
  key: string,
  factsText: string,
): KeptSlots<Offered> | undefined => {
  const found = kept.get(payload)?.get(key)
  return found?.factsText === factsText ? (found as KeptSlots<Offered>) : undefined
}

/** Keeps them; the oldest go when there are too many. */
export const keepSlots = (payload: Payload, key: string, slots: KeptSlots<unknown>): void => {
  const ours = kept.get(payload) ?? new Map<string, KeptSlots<unknown>>()
  kept.set(payload, ours)
  ours.delete(key)
  ours.set(key, slots)
  let total = [...ours.values()].reduce((sum, { weight }) => sum + weight, 0)
  for (const [oldest, { weight }] of ours) {
    if (total <= MOST_SLOTS) break
    ours.delete(oldest)
    total -= weight
  }
}
