// Rights and passwords that change while the person signs in and renews: nothing is reverted, and no
// sign-in that began before the change is good after it. @rule SEC-2 USR-5
import { setTimeout as pause } from 'node:timers/promises'
import { asSystem } from '../../src/db/scope.ts'
import type { TestApp, TestUser } from '../support/app.ts'
import { type Clinic, createUser } from '../support/clinic.ts'
import { bearing, signInFrom, tokenFrom, worthOf } from '../support/signIns.ts'
import { openClinic } from './support/clinic.ts'
import { prove } from './support/prove.ts'

const ROUNDS = 50
const CONTROL_ROUNDS = 8
const LIMIT_MS = 1_000
const LOGINS = 2

interface Outcome {
  readonly isReverted: boolean
  /** Racing sign-ins that got a token. */
  readonly racing: number
  /** Until the token that was there before was refused; undefined: it never was. */
  readonly refusedMs: number | undefined
  /** Tokens that are good although their sign-in began before the change. */
  readonly stillGood: number
}

interface Change {
  readonly expected: string
  readonly make: (
    app: TestApp,
    of: { clinic: Clinic; membership: string; user: string },
  ) => Promise<unknown>
}

const patch =
  (body: object): Change['make'] =>
  (app, { clinic, membership }) =>
    app.rest('PATCH', `/memberships/${membership}`, { as: clinic.admin, body })

const CHANGES: readonly Change[] = [
  { expected: 'true accountant true', make: patch({ roles: ['accountant'] }) },
  { expected: 'false operator true', make: patch({ active: false }) },
  {
    expected: 'true operator false',
    make: (app, { user }) =>
      app.sql('update account_states set active = false where user_id = $1', [user]),
  },
]

const stateOf = async (app: TestApp, user: string): Promise<string> => {
  const [row] = await app.sql<{ state: string }>(
    `select m.active || ' ' || (select string_agg(r.value::text, ',') from memberships_roles r
                                 where r.parent_id = m.id) || ' ' || a.active as state
       from memberships m join account_states a on a.user_id = m.user_id where m.user_id = $1`,
    [user],
  )
  return row?.state ?? ''
}

const membershipOf = async (app: TestApp, user: string): Promise<string> => {
  const [row] = await app.sql<{ id: string }>('select id from memberships where user_id = $1', [
    user,
  ])
  return row?.id ?? ''
}

const refusedAfter = async (app: TestApp, token: string): Promise<number | undefined> => {
  const changedAt = performance.now()
  while (performance.now() - changedAt < LIMIT_MS) {
    if ((await worthOf(app, token)) !== 'good') return performance.now() - changedAt
    await pause(20)
  }
  return undefined
}

/** Sign-ins and a renewal are under way when the change is made, each round a little later. */
const race = async (app: TestApp, clinic: Clinic, round: number): Promise<Outcome> => {
  const change = CHANGES[round % CHANGES.length] as Change
  const user: TestUser = await asSystem('test', async () =>
    createUser(app, await app.reqOf(), { roles: ['operator'], tenant: clinic.tenant.id }),
  )
  const membership = await membershipOf(app, user.id)
  const [held, renewed] = [await tokenFrom(app, user), await tokenFrom(app, user)]
  const logins = Array.from({ length: LOGINS }, () => signInFrom(app, user))
  await pause(100 + ((round * 37) % 300))
  const refresh = app.rest('POST', '/users/refresh-token', bearing(renewed))
  await change.make(app, { clinic, membership, user: user.id })
  const refusedMs = await refusedAfter(app, held)
  const signedIn = (await Promise.all(logins)).filter(({ status }) => status === 200)
  const { body } = await refresh
  const tokens = [held, renewed, body.refreshedToken, ...signedIn.map((one) => one.body.token)]
  const worth = await Promise.all(
    tokens.filter((token) => typeof token === 'string').map((token: string) => liveOf(app, token)),
  )
  return {
    isReverted: (await stateOf(app, user.id)) !== change.expected,
    racing: signedIn.length,
    refusedMs,
    stillGood: worth.filter(Boolean).length,
  }
}

/** Whether the server takes a token at all, whatever it may do with it. */
const liveOf = async (app: TestApp, token: string): Promise<boolean> => {
  const { body } = await app.rest('GET', '/users/me', bearing(token))
  return body.user !== null
}

const races = async (app: TestApp, clinic: Clinic, rounds: number) => {
  const outcomes: Outcome[] = []
  for (let round = 0; round < rounds; round += 1) outcomes.push(await race(app, clinic, round))
  const refused = outcomes.map(({ refusedMs }) => refusedMs).filter((ms) => ms !== undefined)
  return {
    neverRefused: outcomes.length - refused.length,
    racing: outcomes.reduce((sum, { racing }) => sum + racing, 0),
    reverted: outcomes.filter(({ isReverted }) => isReverted).length,
    slowestMs: Math.round(Math.max(0, ...refused)),
    stillGood: outcomes.reduce((sum, { stillGood }) => sum + stillGood, 0),
  }
}

/** The same without what ends sign-ins: must leave some good, or the proof is none. */
const dropGuards = (app: TestApp): Promise<unknown> =>
  app.sql(
    `drop trigger end_sign_ins on memberships; drop trigger end_sign_ins on memberships_roles;
     drop trigger end_sign_ins on account_states`,
  )

await prove('privilege-races', async (cleanup) => {
  const { app, clinic } = await openClinic(cleanup)
  const guarded = await races(app, clinic, ROUNDS)
  await dropGuards(app)
  const control = await races(app, clinic, CONTROL_ROUNDS)
  const ok =
    guarded.reverted === 0 &&
    guarded.neverRefused === 0 &&
    guarded.stillGood === 0 &&
    guarded.slowestMs <= LIMIT_MS &&
    control.stillGood > 0
  return { figures: { control, rounds: ROUNDS, ...guarded }, ok }
})
