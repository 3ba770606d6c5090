import { createLocalReq, type Payload, type PayloadRequest } from 'payload'
import type { Place, SeededStaff } from './clinic.ts'
import type { DemoTenant } from './demo/types.ts'
import type { Actor, Plan } from './plan/plan.ts'
import { slugs } from '../src/slugs.ts'

/** A clinic that is open: its plan, and the rows that stand for it so far. */
export interface ClinicAtWork {
  readonly as: (actor: Actor) => Promise<PayloadRequest>
  readonly demo: DemoTenant
  /** Of the patients that are registered, by index. */
  readonly patients: string[]
  readonly payload: Payload
  readonly places: readonly Place[]
  readonly plan: Plan
  /** Of the sessions that are booked, by index. */
  readonly sessions: Map<number, { attendance: string; id: string }>
  readonly tenant: string
  readonly therapists: readonly string[]
  readonly types: readonly string[]
}

/**
 * Requests of the clinic's staff: each step is one of its own, with the rights of whoever does it, in sight
 * of this clinic alone, as if it had come from their screen.
 */
export const requestsOf = (payload: Payload, staff: SeededStaff): ClinicAtWork['as'] => {
  const people = new Map<string, Promise<unknown>>()
  const load = (id: string): Promise<unknown> =>
    // Nobody is signed in; the person is loaded together with their rights.
    payload.findByID({ id, collection: slugs.users, depth: 0, overrideAccess: true })
  return async (actor) => {
    const id = typeof actor === 'object' ? (staff.therapists[actor.therapist] ?? '') : staff[actor]
    const person = people.get(id) ?? load(id)
    people.set(id, person)
    const user = { ...((await person) as object), collection: slugs.users }
    const req = await createLocalReq({ user: user as PayloadRequest['user'] & object }, payload)
    req.payloadAPI = 'REST'
    req.headers = new Headers({ referer: '/admin' })
    return req
  }
}
