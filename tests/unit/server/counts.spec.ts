import { afterEach, describe, expect, it } from '@jest/globals'
import { RateLimiterMemory } from 'rate-limiter-flexible'
import { type Counts, createCounts } from '../../../src/server/limits/counts.ts'
import { createLog } from '../../../src/server/log.ts'

const log = createLog('silent')
const open: Counts[] = []

/** Servers that share one store, at a time that the test sets. */
const startServers = (count: number, store: { penalty: RateLimiterMemory['penalty'] }) => {
  const clock = { ms: 0 }
  const servers = Array.from({ length: count }, () =>
    createCounts({ log, nowMs: () => clock.ms, store }),
  )
  open.push(...servers)
  return { clock, servers: servers as [Counts, ...Counts[]] }
}
const memory = () => new RateLimiterMemory({ duration: 60, points: 1_000_000 })

afterEach(async () => {
  await Promise.all(open.splice(0).map((one) => one.close()))
})

const allowed = (server: Counts, tries: number, limit: number): number =>
  Array.from({ length: tries }, () => server.take('key', limit)).filter(({ isOver }) => !isOver)
    .length

describe('one server', () => {
  it('should let in exactly the limit, and anew after a minute', () => {
    const { clock, servers } = startServers(1, memory())
    expect(allowed(servers[0], 250, 100)).toBe(100)
    clock.ms = 59_999
    expect(servers[0].take('key', 100)).toEqual({
      isOver: true,
      limit: 100,
      remaining: 0,
      resetMs: 1,
    })
    clock.ms = 60_000
    expect(servers[0].take('key', 100)).toMatchObject({ isOver: false, remaining: 99 })
  })

  it('should let in the limit also where it shares between the requests', async () => {
    const { servers } = startServers(1, memory())
    let total = 0
    for (let n = 0; n < 15; n += 1) {
      total += allowed(servers[0], 10, 100)
      await servers[0].share()
    }
    expect(total).toBe(100)
  })

  it('should keep other keys apart', () => {
    const { servers } = startServers(1, memory())
    allowed(servers[0], 5, 5)
    expect(servers[0].take('other', 5).remaining).toBe(4)
  })
})

describe('several servers', () => {
  it('should let in too much only between two times of sharing', async () => {
    const { servers } = startServers(3, memory())
    let total = 0
    for (let second = 0; second < 20; second += 1) {
      for (const server of servers) total += allowed(server, 10, 100)
      await Promise.all(servers.map((server) => server.share()))
    }
    // Two others, ten requests each within the second.
    expect(total).toBeGreaterThanOrEqual(100)
    expect(total).toBeLessThanOrEqual(120)
  })
})

describe('a store that is away', () => {
  it('should make nobody wait, and hear of everything when it is back', async () => {
    const store = memory()
    let isAway = true
    const { servers } = startServers(1, {
      penalty: (key, points) =>
        isAway ? Promise.reject(new Error('away')) : store.penalty(key, points),
    })
    expect(allowed(servers[0], 60, 100)).toBe(60)
    await servers[0].share()
    expect(allowed(servers[0], 60, 100)).toBe(40)
    isAway = false
    await servers[0].share()
    expect((await store.get('key'))?.consumedPoints).toBe(100)
    expect(servers[0].take('key', 100).isOver).toBe(true)
  })
})
