import { randomUUID } from 'node:crypto'
import { isDeepStrictEqual } from 'node:util'
import type { Clinic } from '../../support/clinic.ts'
import type { Client, HttpAnswer } from '../support/servers.ts'
import type { Calendar } from './calendar.ts'
import { Money, type ModelCharge, openMinor, settledMinor } from './model.ts'

type Body = Record<string, any>
type Status = 'cancelled' | 'completed' | 'no-show' | 'scheduled'

/** What an event asks for, and two numbers that choose amounts and targets. */
export type Step = readonly [event: Event, a: number, b: number]

interface Session {
  readonly attendance: string
  readonly charge: ModelCharge
  readonly id: string
  readonly isPast: boolean
  readonly priceMinor: number
  status: Status
}

export interface Desk {
  readonly calendar: Calendar
  readonly client: Client
  readonly clinic: Clinic
  /** Of an admin. */
  readonly token: string
}

/** What a session costs when nobody came, or when the patient cancels too late: settings of the proof. */
export const LATE_PERCENT = 40
const REASON = 'as the proof asks'

const pick = <T>(all: readonly T[], index: number): T | undefined =>
  all.length === 0 ? undefined : all[index % all.length]

/** One patient, told the same things by HTTP and in the model. */
export class Sequence {
  readonly money = new Money()
  private readonly forgiven: { parts: ReturnType<Money['forgive']>; transfer: string }[] = []
  private hasOpening = false
  private readonly sessions: Session[] = []
  private readonly taken = new Set<string>()
  private readonly desk: Desk
  private readonly patient: string

  constructor(desk: Desk, patient: string) {
    this.desk = desk
    this.patient = patient
  }

  /** Posts, and asks the same again with the same key: one effect, one answer. */
  private async post(route: string, body: object, replays = false): Promise<Body> {
    const { client, token } = this.desk
    const key = replays ? randomUUID() : undefined
    const options = { body, token, ...(key === undefined ? {} : { key }) }
    const answer = await client.send('POST', route, options)
    if (answer.status >= 300) throw new Error(`${route}: ${JSON.stringify(answer)}`)
    if (key !== undefined) {
      const again = await client.send('POST', route, options)
      if (again.status !== 200 || !isDeepStrictEqual(again.body, answer.body)) {
        throw new Error(`${route} answered another thing the second time`)
      }
    }
    return answer.body
  }

  /** What must be refused, with its code. */
  private async refused(route: string, body: object, code: string): Promise<void> {
    const { client, token } = this.desk
    const answer: HttpAnswer = await client.send('POST', route, { body, token })
    const told = answer.body.errors?.[0].data?.code as unknown
    if (told !== code) throw new Error(`${route}: ${code} expected, ${String(told)} answered`)
  }

  private async book(isPast: boolean, [a, b]: readonly [number, number]): Promise<void> {
    const { calendar, clinic } = this.desk
    const place = calendar.take(isPast ? calendar.past : calendar.ahead, a, this.taken)
    if (place === undefined) return
    this.taken.add(place.on)
    const priceMinor = 1 + (b % 150_000)
    const { session } = await this.post(
      '/sessions/book',
      {
        location: clinic.location,
        manualPrice: { priceMinor, reason: REASON },
        patient: this.patient,
        startsAt: place.startsAt,
        therapist: place.therapist,
        therapyType: clinic.type,
      },
      b % 5 === 0,
    )
    const { body } = await this.desk.client.send(
      'GET',
      `/attendances?where[session][equals]=${String(session.id)}`,
      { token: this.desk.token },
    )
    this.sessions.push({
      attendance: body.docs[0].id,
      charge: this.money.book(priceMinor, place.on),
      id: session.id,
      isPast,
      priceMinor,
      status: 'scheduled',
    })
  }

  private sessionIn(index: number, status: Status, isPast?: boolean): Session | undefined {
    const fitting = this.sessions.filter(
      (session) => session.status === status && (isPast === undefined || session.isPast === isPast),
    )
    return pick(fitting, index)
  }

  private async move(
    session: Session,
    to: Status,
    [action, body, costMinor]: readonly [string, object, number],
  ) {
    await this.post(`/sessions/${session.id}/${action}`, body, costMinor % 3 === 0)
    session.status = to
    this.money.changeCost(session.charge, costMinor)
  }

  private readonly events = {
    'book ahead': (a: number, b: number) => this.book(false, [a, b]),
    'book in the past': (a: number, b: number) => this.book(true, [a, b]),
    'buy credit': async (a: number) => {
      const amountMinor = 1 + (a % 100_000)
      const route = `/patients/${this.patient}/credits`
      const { payment } = await this.post(route, { amountMinor, method: 'upi' }, a % 4 === 0)
      this.money.buyCredit(payment.id as string, amountMinor)
    },
    'cancel by the clinic': async (a: number) => {
      const session = this.sessionIn(a, 'scheduled')
      if (session === undefined) return
      await this.move(session, 'cancelled', ['cancel', { reasonCode: 'therapist-ill' }, 0])
    },
    'cancel by the patient': async (a: number) => {
      const session = this.sessionIn(a, 'scheduled')
      if (session === undefined) return
      // Half up, once.
      const feeMinor = Math.floor((session.priceMinor * LATE_PERCENT + 50) / 100)
      const costMinor = session.isPast ? feeMinor : 0
      await this.move(session, 'cancelled', ['cancel', { reasonCode: 'patient-ill' }, costMinor])
    },
    'choose what is paid': async (a: number, b: number) => {
      const session = pick(
        this.sessions.filter(({ charge }) => openMinor(charge) > 0),
        a,
      )
      if (session === undefined) return
      const due = openMinor(session.charge)
      const wish = { amountMinor: 1 + (b % due), attendance: session.attendance }
      const amountMinor = wish.amountMinor + (b % 7) * 100
      const body = { allocations: [wish], amountMinor, method: 'card', patient: this.patient }
      const { payment } = await this.post('/payments/record', body)
      const chosen = { amountMinor: wish.amountMinor, charge: session.charge }
      this.money.pay(payment.id as string, amountMinor, chosen)
    },
    'choose too much': async (a: number) => {
      const session = pick(this.sessions, a)
      if (session === undefined) return
      const amountMinor = openMinor(session.charge) + 1
      const wish = { amountMinor, attendance: session.attendance }
      const body = { allocations: [wish], amountMinor, method: 'card', patient: this.patient }
      await this.refused('/payments/record', body, 'over-allocated')
    },
    complete: async (a: number, b: number) => {
      const session = this.sessionIn(a, 'scheduled', true)
      if (session === undefined) return
      const attendance = pick(['excused', 'present', 'excused', 'absent'], b)
      const costMinor = attendance === 'excused' ? 0 : session.priceMinor
      await this.move(session, 'completed', ['complete', { attendance }, costMinor])
    },
    'correct to no-show': async (a: number) => {
      const session = this.sessionIn(a, 'completed')
      if (session === undefined) return
      const body = { reason: REASON, to: 'no-show' }
      await this.move(session, 'no-show', ['correct', body, session.priceMinor])
    },
    'no-show': async (a: number) => {
      const session = this.sessionIn(a, 'scheduled', true)
      if (session === undefined) return
      await this.move(session, 'no-show', ['no-show', {}, session.priceMinor])
    },
    'opening balance': async (a: number, b: number) => {
      if (this.hasOpening) return
      this.hasOpening = true
      const duesMinor = a % 2 === 0 ? 1 + (a % 40_000) : undefined
      const creditMinor = duesMinor === undefined || b % 2 === 0 ? 1 + (b % 40_000) : undefined
      const route = `/patients/${this.patient}/opening-balance`
      await this.post(route, { creditMinor, duesMinor })
      // Older than what is ahead, younger than what has been.
      const today = new Date().toISOString().slice(0, 10)
      this.money.open(duesMinor ?? 0, creditMinor ?? 0, today)
    },
    pay: async (a: number, b: number) => {
      const amountMinor = 1 + (a % 200_000)
      const method = pick(['cash', 'upi', 'card', 'bank-transfer', 'cheque', 'other'], b)
      const body = { amountMinor, method, patient: this.patient }
      const { payment } = await this.post('/payments/record', body, b % 4 === 0)
      this.money.pay(payment.id as string, amountMinor)
    },
    'reverse what was forgiven': async (a: number) => {
      const fitting = this.forgiven.filter(({ parts }) => this.money.canUnforgive(parts))
      const forgiven = pick(fitting, a)
      if (forgiven === undefined) return
      const route = `/ledger-transfers/${forgiven.transfer}/reverse`
      await this.post(route, { reason: REASON })
      this.forgiven.splice(this.forgiven.indexOf(forgiven), 1)
      this.money.unforgive(forgiven.parts)
    },
    void: async (a: number) => {
      const payment = pick(
        this.money.payments.filter(({ isVoid }) => !isVoid),
        a,
      )
      if (payment === undefined) return
      await this.post(`/payments/${payment.id}/void`, { reason: REASON }, a % 3 === 0)
      this.money.void(payment)
    },
    waive: async (a: number, b: number) => {
      const session = pick(
        this.sessions.filter(({ charge }) => openMinor(charge) > 0),
        a,
      )
      if (session === undefined) return
      const amountMinor = 1 + (b % openMinor(session.charge))
      const route = `/attendances/${session.attendance}/waive`
      const { transfer } = await this.post(route, { amountMinor, reason: REASON })
      const parts = this.money.forgive(amountMinor, session.charge)
      this.forgiven.push({ parts, transfer: transfer as string })
    },
    'write off': async (a: number) => {
      if (this.money.duesMinor === 0) return
      const amountMinor = 1 + (a % this.money.duesMinor)
      const route = `/patients/${this.patient}/write-off`
      const { transfer } = await this.post(route, { amountMinor, reason: REASON })
      this.forgiven.push({ parts: this.money.forgive(amountMinor), transfer: transfer as string })
    },
  } as const

  /** What is rare by itself, because something must have happened before, stands here more often. */
  static readonly EVENTS = [
    'book ahead',
    'book in the past',
    'book in the past',
    'buy credit',
    'cancel by the clinic',
    'cancel by the patient',
    'choose what is paid',
    'choose too much',
    'complete',
    'complete',
    'complete',
    'correct to no-show',
    'no-show',
    'opening balance',
    'pay',
    'reverse what was forgiven',
    'reverse what was forgiven',
    'reverse what was forgiven',
    'void',
    'waive',
    'waive',
    'waive',
    'write off',
    'write off',
  ] as const

  async run(steps: readonly Step[]): Promise<void> {
    for (const [event, a, b] of steps) await this.events[event](a, b)
  }

  /** Says where product and model differ; empty: nowhere. */
  async differences(): Promise<string[]> {
    const { body } = await this.desk.client.send('GET', `/patients/${this.patient}/statement`, {
      token: this.desk.token,
    })
    const { charges, creditMinor, duesMinor } = body.statement as Body
    const expected = { creditMinor: this.money.creditMinor, duesMinor: this.money.duesMinor }
    const told = { creditMinor: creditMinor as number, duesMinor: duesMinor as number }
    const differing = this.sessions.filter(({ attendance, charge }) => {
      const one = (charges as Body[]).find((row) => row.attendance === attendance)
      return (
        (one?.costMinor ?? 0) !== charge.costMinor ||
        (one?.settledMinor ?? 0) !== settledMinor(charge) ||
        (one?.waivedMinor ?? 0) !== charge.waivedMinor
      )
    })
    return [
      ...(isDeepStrictEqual(expected, told)
        ? []
        : [`balances ${JSON.stringify({ expected, told })}`]),
      ...differing.map(({ attendance }) => `charge of attendance ${attendance}`),
    ]
  }
}

export type Event = (typeof Sequence.EVENTS)[number]
