import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals'
import { startTestApp, type TestApp } from '../../support/app.ts'
import { type Clinic, createClinic, updateSettings } from '../../support/clinic.ts'
import {
  act,
  balancesOf,
  type Body,
  book,
  get,
  pay,
  post,
  violations,
} from '../../support/flows.ts'

let app: TestApp
let clinic: Clinic

beforeAll(async () => {
  app = await startTestApp()
})
beforeEach(async () => {
  clinic = await createClinic(app)
})
afterAll(async () => {
  await app.close()
})

const dues = () => balancesOf(app, clinic.patient)

const attendanceOf = async ({ id }: Body): Promise<string> => {
  const [row] = await app.sql<{ id: string }>('select id from attendances where session_id = $1', [
    id,
  ])
  return row?.id ?? ''
}

const allocationsOf = (payment: Body) =>
  app.sql<{ amount: number; attendance: string }>(
    `select sum(a.amount_minor)::int as amount, c.source_id as attendance
       from payment_allocations a join charges c on c.id::text = a.charge_id
      where a.payment_id = $1 group by c.source_id order by 1`,
    [payment.id],
  )

afterEach(async () => {
  expect(await violations(app)).toEqual([])
})

describe('A payment', () => {
  it('should settle the oldest session first and leave the rest as credit', async () => {
    const later = await book(app, clinic, { startsAt: '2026-06-04T10:00' })
    const sooner = await book(app, clinic, { startsAt: '2026-06-03T10:00' })
    const { balances, payment } = await pay(app, clinic, { amountMinor: 150_000 })

    expect(balances).toEqual({ creditMinor: 0, duesMinor: 50_000 })
    expect(payment).toMatchObject({ number: 'PAY-000001', status: 'completed' })
    expect(await allocationsOf(payment)).toEqual([
      { amount: 50_000, attendance: await attendanceOf(later.session) },
      { amount: 100_000, attendance: await attendanceOf(sooner.session) },
    ])
    const rest = await pay(app, clinic, { amountMinor: 80_000 })
    expect(rest.balances).toEqual({ creditMinor: 30_000, duesMinor: 0 })
  })

  it('should settle what is chosen, and only that', async () => {
    await book(app, clinic, { startsAt: '2026-06-03T10:00' })
    const chosen = await book(app, clinic, { startsAt: '2026-06-04T10:00' })
    const attendance = await attendanceOf(chosen.session)
    const { balances, payment } = await pay(app, clinic, {
      allocations: [{ amountMinor: 60_000, attendance }],
      amountMinor: 100_000,
    })
    expect(await allocationsOf(payment)).toEqual([{ amount: 60_000, attendance }])
    expect(balances).toEqual({ creditMinor: 40_000, duesMinor: 140_000 })
  })

  it('should be credit when nothing shall be settled, and pay the next session of itself', async () => {
    await post(app, clinic.accountant, [
      `/patients/${clinic.patient}/credits`,
      { amountMinor: 100_00, method: 'upi' },
    ])
    await updateTypePrice(5_000)
    const { charge, session } = await book(app, clinic)
    expect(charge).toMatchObject({ costMinor: 5_000, dueMinor: 0, settledMinor: 5_000 })
    expect(session.paymentStatus).toBe('paid')
    expect(await dues()).toEqual({ creditMinor: 5_000, duesMinor: 0 })
  })

  it('should be recorded by the contact who pays, unless another is named', async () => {
    const { payment } = await pay(app, clinic, { amountMinor: 100 })
    expect(payment).toMatchObject({ contact: clinic.contact, recordedBy: clinic.accountant.id })
  })

  it('should post cash, bank and clearing by its method', async () => {
    await pay(app, clinic, { amountMinor: 100, method: 'cash' })
    await pay(app, clinic, { amountMinor: 200, method: 'bank-transfer' })
    await pay(app, clinic, { amountMinor: 400, method: 'card' })
    const rows = await app.sql(
      `select kind, balance_minor::int as balance from ledger_accounts
        where tenant_id = $1 and kind in ('cash', 'bank', 'clearing') order by kind`,
      [clinic.tenant.id],
    )
    expect(rows).toEqual([
      { balance: 200, kind: 'bank' },
      { balance: 100, kind: 'cash' },
      { balance: 400, kind: 'clearing' },
    ])
  })

  it('should keep its notes open and nothing else', async () => {
    const { payment } = await pay(app, clinic, { amountMinor: 100 })
    const { status } = await app.rest('PATCH', `/payments/${String(payment.id)}`, {
      as: clinic.accountant,
      body: { notes: 'Paid by the aunt' },
    })
    expect(status).toBe(200)
  })
})

const updateTypePrice = (defaultPriceMinor: number) =>
  app.rest('PATCH', `/therapy-types/${clinic.type}`, {
    as: clinic.admin,
    body: { defaultPriceMinor },
  })

describe('A mistyped payment', () => {
  it('should be voided with its number kept, and what it settled due again', async () => {
    const { session } = await book(app, clinic)
    const { payment } = await pay(app, clinic, { amountMinor: 100_000 })
    const route = `/payments/${String(payment.id)}/void`
    const voided = await post(app, clinic.accountant, [route, { reason: 'Typed a zero too many' }])

    expect(voided).toMatchObject({
      balances: { creditMinor: 0, duesMinor: 100_000 },
      payment: { number: payment.number, status: 'cancelled' },
    })
    const again = await post(app, clinic.accountant, [route, { reason: 'Once more' }])
    expect(again.payment.voided.reason).toBe('Typed a zero too many')
    const { paymentStatus } = await get(app, clinic.admin, `/sessions/${String(session.id)}`)
    expect(paymentStatus).toBe('pending')
  })

  it('should take back the credit it gave, even where that was spent', async () => {
    const { payment } = await pay(app, clinic, { amountMinor: 100_000 })
    await book(app, clinic)
    expect(await dues()).toEqual({ creditMinor: 0, duesMinor: 0 })
    await post(app, clinic.accountant, [
      `/payments/${String(payment.id)}/void`,
      { reason: 'Cheque bounced' },
    ])
    expect(await dues()).toEqual({ creditMinor: 0, duesMinor: 100_000 })
  })
})

describe('What a clinic lets go', () => {
  it('should be waived in part and taken back', async () => {
    const { session } = await book(app, clinic)
    const waived = await post(app, clinic.accountant, [
      `/attendances/${await attendanceOf(session)}/waive`,
      { amountMinor: 30_000, reason: 'Hardship' },
    ])
    expect(waived.balances).toEqual({ creditMinor: 0, duesMinor: 70_000 })
    const route = `/ledger-transfers/${String(waived.transfer)}/reverse`
    const back = await post(app, clinic.accountant, [route, { reason: 'Found the money' }])
    expect(back.balances).toEqual({ creditMinor: 0, duesMinor: 100_000 })
    const again = await post(app, clinic.accountant, [route, { reason: 'Found the money' }])
    expect(again.balances).toEqual({ creditMinor: 0, duesMinor: 100_000 })
  })

  it('should be written off, oldest first, and shown as waived', async () => {
    const { session } = await book(app, clinic)
    const written = await post(app, clinic.admin, [
      `/patients/${clinic.patient}/write-off`,
      { reason: 'Moved abroad' },
    ])
    expect(written.balances).toEqual({ creditMinor: 0, duesMinor: 0 })
    const { paymentStatus } = await get(app, clinic.admin, `/sessions/${String(session.id)}`)
    expect(paymentStatus).toBe('waived')
  })
})

describe('Balances from before', () => {
  it('should be opened once for each kind, and settle like any other', async () => {
    const route = `/patients/${clinic.patient}/opening-balance`
    const opened = await post(app, clinic.accountant, [route, { duesMinor: 20_000 }])
    await post(app, clinic.accountant, [route, { duesMinor: 20_000 }])
    expect(opened.balances).toEqual({ creditMinor: 0, duesMinor: 20_000 })
    expect(await dues()).toEqual({ creditMinor: 0, duesMinor: 20_000 })
    const { balances } = await pay(app, clinic, { amountMinor: 25_000 })
    expect(balances).toEqual({ creditMinor: 5_000, duesMinor: 0 })
  })
})

describe('A clinic that charges at completion', () => {
  it('should owe nothing at booking and the price when it is completed', async () => {
    await updateSettings(app, clinic.tenant.id, ({ billing }) => ({
      billing: { ...billing, chargeAt: 'completion' },
    }))
    const { charge, session } = await book(app, clinic, { startsAt: '2026-06-01T09:00' })
    expect([charge, session.paymentStatus]).toEqual([null, 'not-billed'])
    const completed = await act(app, clinic, [session, 'complete', { attendance: 'present' }])
    expect(completed.charge).toMatchObject({ costMinor: 100_000, dueMinor: 100_000 })
  })
})

describe('A clinic that does not use credit of itself', () => {
  it('should leave credit and dues side by side', async () => {
    await updateSettings(app, clinic.tenant.id, ({ billing }) => ({
      billing: { ...billing, autoUseCredit: false },
    }))
    await pay(app, clinic, { amountMinor: 40_000 })
    await book(app, clinic)
    expect(await dues()).toEqual({ creditMinor: 40_000, duesMinor: 100_000 })
  })
})

describe('A type that is not billed', () => {
  it('should post nothing', async () => {
    await app.rest('PATCH', `/therapy-types/${clinic.type}`, {
      as: clinic.admin,
      body: { isBillable: false },
    })
    const { charge, session } = await book(app, clinic)
    expect([charge, session.paymentStatus]).toEqual([null, 'not-billed'])
    expect(session.price.explanation).toEqual([
      { amountMinor: 100_000, step: 'fallback' },
      { amountMinor: -100_000, step: 'not-billable' },
    ])
  })
})

describe('The statement of a patient', () => {
  it('should tell every posting with running balances, and what each charge asks', async () => {
    const { session } = await book(app, clinic)
    await pay(app, clinic, { amountMinor: 50_000 })
    await act(app, clinic, [session, 'cancel', { reasonCode: 'therapist-ill' }])
    const { statement } = await get(app, clinic.operator, `/patients/${clinic.patient}/statement`)

    expect(statement).toMatchObject({
      charges: [{ costMinor: 0, dueMinor: 0, session: session.id, settledMinor: 0 }],
      creditMinor: 50_000,
      currency: 'INR',
      duesMinor: 0,
    })
    const lines = (statement.lines as Body[]).map((line) => [
      line.kind,
      line.amountMinor,
      line.duesAfterMinor,
      line.creditAfterMinor,
    ])
    expect(lines).toEqual([
      ['charge', 100_000, 100_000, 0],
      ['payment', -50_000, 50_000, 0],
      ['cancellation', -100_000, 0, 50_000],
    ])
  })

  it('should not be told to a therapist of the care team', async () => {
    await book(app, clinic)
    const { status } = await app.rest('GET', `/patients/${clinic.patient}/statement`, {
      as: clinic.therapist,
    })
    expect(status).toBe(403)
  })
})

describe('A patient in the list', () => {
  it('should be sorted and filtered by dues and credit', async () => {
    await book(app, clinic)
    const where = 'where[outstandingDuesMinor][greater_than]=0&sort=-outstandingDuesMinor'
    const { docs } = await get(app, clinic.operator, `/patients?${where}`)
    expect((docs as Body[]).map(({ id }) => String(id))).toEqual([clinic.patient])
    expect((docs as Body[])[0]).toMatchObject({
      creditBalanceMinor: 0,
      guardianName: 'Priya Rao',
      outstandingDuesMinor: 100_000,
    })
  })

  it('should hide amounts from a therapist until the clinic shows them', async () => {
    await book(app, clinic)
    const hidden = await get(app, clinic.therapist, `/patients/${clinic.patient}`)
    expect(hidden.outstandingDuesMinor).toBeUndefined()
    await updateSettings(app, clinic.tenant.id, ({ billing }) => ({
      billing: { ...billing, therapistSeesAmounts: true },
    }))
    const shown = await get(app, clinic.therapist, `/patients/${clinic.patient}`)
    expect(shown.outstandingDuesMinor).toBe(100_000)
  })
})

describe('An operator of a clinic with operatorRecordsPayments', () => {
  it('should record a payment there and be refused in a clinic without it', async () => {
    await updateSettings(app, clinic.tenant.id, ({ billing }) => ({
      billing: { ...billing, operatorRecordsPayments: true },
    }))
    const body = { amountMinor: 100, method: 'cash', patient: clinic.patient }
    const allowed = await app.rest('POST', '/payments/record', { as: clinic.operator, body })
    expect(allowed.status).toBe(201)

    const other = await createClinic(app)
    const refused = await app.rest('POST', '/payments/record', {
      as: other.operator,
      body: { ...body, patient: other.patient },
    })
    expect(refused.status).toBe(403)
  })
})
