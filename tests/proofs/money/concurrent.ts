import type { Clinic } from '../../support/clinic.ts'
import { inParallel, tally } from '../support/parallel.ts'
import type { Client } from '../support/servers.ts'
import type { Calendar } from './calendar.ts'

type Body = Record<string, any>

/** A small generator of numbers that is the same in every run. */
const numbers = (seed: number) => {
  let state = seed
  return (below: number): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 2 ** 32) * below)
  }
}

/** What happened to one patient, whatever the order: enough to say credit less dues. */
export interface Account {
  readonly booked: Map<string, number>
  readonly paid: Map<string, number>
  readonly patient: string
  readonly taken: Set<string>
}

const netOf = ({ booked, paid }: Account): number =>
  [...paid.values()].reduce((a, b) => a + b, 0) - [...booked.values()].reduce((a, b) => a + b, 0)

interface Crowd {
  readonly calendar: Calendar
  readonly clients: readonly Client[]
  readonly clinic: Clinic
  readonly patients: readonly string[]
  readonly token: string
}

const any = <T>(all: Iterable<T>, below: (limit: number) => number): T | undefined => {
  const list = [...all]
  return list[below(list.length)]
}

interface Turn {
  readonly account: Account
  readonly below: (limit: number) => number
  readonly crowd: Crowd
  readonly post: (route: string, body: object) => Promise<{ body: Body; status: number }>
}

const pay = async ({ account, below, post }: Turn): Promise<number> => {
  const amountMinor = 1 + below(120_000)
  const isCredit = below(4) === 0
  const { body, status } = await post(
    isCredit ? `/patients/${account.patient}/credits` : '/payments/record',
    { amountMinor, method: 'cash', ...(isCredit ? {} : { patient: account.patient }) },
  )
  if (status === 201) account.paid.set(body.payment.id as string, amountMinor)
  return status
}

const book = async ({ account, below, crowd, post }: Turn): Promise<number | undefined> => {
  const place = crowd.calendar.take(crowd.calendar.ahead, below(60), account.taken)
  if (place === undefined) return undefined
  account.taken.add(place.on)
  const priceMinor = 1 + below(90_000)
  const { body, status } = await post('/sessions/book', {
    location: crowd.clinic.location,
    manualPrice: { priceMinor, reason: 'as the proof asks' },
    patient: account.patient,
    startsAt: place.startsAt,
    therapist: place.therapist,
    therapyType: crowd.clinic.type,
  })
  if (status === 201) account.booked.set(body.session.id as string, priceMinor)
  return status
}

/** May meet others who cancel or void the same: it happens once. */
const takeBack = async (turn: Turn, isPayment: boolean): Promise<number | undefined> => {
  const of = isPayment ? turn.account.paid : turn.account.booked
  const id = any(of.keys(), turn.below)
  if (id === undefined) return undefined
  const { status } = isPayment
    ? await turn.post(`/payments/${id}/void`, { reason: 'as the proof asks' })
    : await turn.post(`/sessions/${id}/cancel`, { reasonCode: 'weather' })
  if (status === 200) of.delete(id)
  return status
}

/** One thing that may happen to a patient; answers the status. What cannot happen yet is a payment. */
const act = async (turn: Turn): Promise<number> => {
  const choice = turn.below(10)
  const done =
    choice < 3 ? await book(turn) : choice < 7 ? undefined : await takeBack(turn, choice === 9)
  return done ?? pay(turn)
}

/** Many hands at the same few accounts. Answers the statuses and where product and model differ. */
export const runConcurrently = async (crowd: Crowd, operations: number, width: number) => {
  const below = numbers(20_261_121)
  const accounts: Account[] = crowd.patients.map((patient) => ({
    booked: new Map(),
    paid: new Map(),
    patient,
    taken: new Set(),
  }))
  const startedAt = performance.now()
  const statuses = await inParallel(Array.from({ length: operations }), width, (_, index) => {
    const account = accounts[below(accounts.length)] as Account
    const client = crowd.clients[index % crowd.clients.length] as Client
    const post = (route: string, body: object) =>
      client.send('POST', route, { body, token: crowd.token })
    return act({ account, below, crowd, post })
  })
  const seconds = (performance.now() - startedAt) / 1000
  const differences = await inParallel(accounts, 4, async (account) => {
    const { body } = await (crowd.clients[0] as Client).send(
      'GET',
      `/patients/${account.patient}/statement`,
      { token: crowd.token },
    )
    const { creditMinor, duesMinor } = body.statement as Body
    return (creditMinor as number) - (duesMinor as number) === netOf(account) ? [] : [account]
  })
  return {
    differences: differences.flat().length,
    seconds: Math.round(seconds),
    statuses: tally(statuses),
  }
}
