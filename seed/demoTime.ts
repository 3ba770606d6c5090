import { AsyncLocalStorage } from 'node:async_hooks'
import type { Payload } from 'payload'
import { type Services, SERVICES_KEY, servicesOf } from '../src/operations/common/services.ts'
import { type Clock, systemClock } from '../src/providers/clock/clock.ts'
import { sandboxProvider } from '../src/providers/messages/sandbox.ts'

interface Hands {
  atMs: number
}

const hands = new AsyncLocalStorage<Hands>()

/** Each clinic is seeded at a time of its own; outside of that it is as late as it is. */
const demoClock: Clock = { nowMs: () => hands.getStore()?.atMs ?? systemClock.nowMs() }

/** Runs `work` with a clock that `turnClock` turns. */
export const inDemoTime = <T>(atMs: number, work: () => Promise<T>): Promise<T> =>
  hands.run({ atMs }, work)

export const turnClock = (atMs: number): void => {
  const own = hands.getStore()
  if (own === undefined) throw new Error('only a demo has a clock to turn')
  own.atMs = atMs
}

const isoNow = (): string => new Date(demoClock.nowMs()).toISOString()

/**
 * Makes Payload live in demo time: operations read its clock, rows that Payload writes are stamped with
 * it, and messages reach the sandbox only, whatever the environment would send them by.
 */
export const liveInDemoTime = (payload: Payload, sandboxDirectory: string): void => {
  const custom = payload.config.custom as { [SERVICES_KEY]?: Services }
  custom[SERVICES_KEY] = {
    ...servicesOf(payload),
    clock: demoClock,
    messages: {
      email: sandboxProvider({ channel: 'email', directory: sandboxDirectory }),
      sms: sandboxProvider({ channel: 'sms', directory: sandboxDirectory }),
    },
  }
  const { db } = payload
  const create = db.create.bind(db)
  db.create = (args) =>
    create({ ...args, data: { ...args.data, createdAt: isoNow(), updatedAt: isoNow() } })
  const updateOne = db.updateOne.bind(db)
  db.updateOne = (args) => updateOne({ ...args, data: { ...args.data, updatedAt: isoNow() } })
}
