import { describe, expect, it } from '@jest/globals'
import type { Payload } from 'payload'
import { type KeptSlots, keepSlots, slotsKept } from '../../../src/operations/catalog/keptSlots.ts'

const instance = (): Payload => ({}) as unknown as Payload
const slots = (factsText: string, weight = 1): KeptSlots<string> => ({
  atMs: 0,
  facts: {} as never,
  factsText,
  offered: `slots of ${factsText}`,
  untilMs: Infinity,
  weight,
})

describe('slots that are kept', () => {
  it('should be told for the same question and the same facts only', () => {
    const payload = instance()
    keepSlots(payload, 'who asks what', slots('facts'))
    expect(slotsKept(payload, 'who asks what', 'facts')?.offered).toBe('slots of facts')
    expect(slotsKept(payload, 'who asks what', 'other facts')).toBeUndefined()
    expect(slotsKept(payload, 'somebody else', 'facts')).toBeUndefined()
    expect(slotsKept(instance(), 'who asks what', 'facts')).toBeUndefined()
  })

  it('should make room, the oldest first, and never be more than 50,000', () => {
    const payload = instance()
    for (const key of ['a', 'b', 'c']) keepSlots(payload, key, slots('facts', 20_000))
    expect(slotsKept(payload, 'a', 'facts')).toBeUndefined()
    expect(slotsKept(payload, 'b', 'facts')).toBeDefined()
    keepSlots(payload, 'b', slots('facts', 20_000))
    keepSlots(payload, 'd', slots('facts', 20_000))
    expect(slotsKept(payload, 'c', 'facts')).toBeUndefined()
    expect(slotsKept(payload, 'b', 'facts')).toBeDefined()
    keepSlots(payload, 'e', slots('facts', 50_001))
    expect(['b', 'd', 'e'].filter((key) => slotsKept(payload, key, 'facts'))).toEqual([])
  })
})
