import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { asSystem } from '../../../src/db/scope.ts'
import { slugs } from '../../../src/slugs.ts'
import { startTestApp, type TestApp, type TestUser } from '../../support/app.ts'
import { type Clinic, createClinic, createUser } from '../../support/clinic.ts'
import { act, type Body, book, get, pay, violations } from '../../support/flows.ts'

/** Monday, 4 May, and Wednesday, 10 June, at 9 and 18 o'clock in Kolkata. */
const IN_MAY = Date.parse('2026-05-04T03:30:00Z')
const IN_JUNE = Date.parse('2026-06-10T12:30:00Z')
const MINUTE_MS = 60_000

let app: TestApp
let clinic: Clinic
let other: Clinic

/**
 * Three sessions in May, two of them on its first ten days; three on the first ten days of June, one
 * cancelled, one tomorrow. 1,000.00 each.
 */
const live = async (of: Clinic): Promise<void> => {
  app.clock.set(IN_MAY)
  for (const day of ['05-05', '05-06', '05-20']) {
    await book(app, of, { startsAt: `2026-${day}T10:00` })
  }
  app.clock.set(Date.parse('2026-05-06T12:00:00Z'))
  await pay(app, of, { amountMinor: 150_000, patient: of.patient })
  app.clock.set(Date.parse('2026-06-01T03:30:00Z'))
  await book(app, of, { startsAt: '2026-06-02T10:00' })
  await book(app, of, { startsAt: '2026-06-03T10:00', therapist: of.therapist2.id })
  await book(app, of, { coTherapist: of.therapist2.id, startsAt: '2026-06-09T10:00' })
  const { session } = await book(app, of, { startsAt: '2026-06-05T10:00' })
  await act(app, of, [session, 'cancel', { reasonCode: 'weather' }])
  await book(app, of, { startsAt: '2026-06-11T10:00' })
  await pay(app, of, { amountMinor: 250_000, patient: of.patient })
  app.clock.set(IN_JUNE)
}

beforeAll(async () => {
  app = await startTestApp({ nowMs: IN_MAY })
  clinic = await createClinic(app)
  other = await createClinic(app)
  await live(clinic)
  await live(other)
})
afterAll(() => app.close())

const dashboardOf = async (as: TestUser, query = 'fresh=true'): Promise<Body> =>
  ((await get(app, as, `/reports/dashboard?${query}`)) as { dashboard: Body }).dashboard

const codeOf = async (as: TestUser | undefined, query: string): Promise<unknown[]> => {
  const { body, status } = await app.rest('GET', `/reports/dashboard?${query}`, {
    ...(as === undefined ? {} : { as }),
  })
  return [status, body.errors?.[0].data.code]
}

describe('An admin who opens the dashboard', () => {
  it('should see the month beside the same days of the month before', async () => {
    const { before, currency, month, now, tenant } = await dashboardOf(clinic.admin)
    expect({ before, currency, month, now, tenant }).toEqual({
      before: { fromOn: '2026-05-01', toOn: '2026-05-10' },
      currency: 'INR',
      month: '2026-06',
      now: { fromOn: '2026-06-01', toOn: '2026-06-10' },
      tenant: clinic.tenant.id,
    })
  })

  it('should see the sessions that were not called off, without those of the other clinic', async () => {
    const { operational } = await dashboardOf(clinic.admin)
    expect(operational.sessions).toEqual({ before: 2, change: 0.5, value: 3 })
  })

  it('should see revenue by the day of the session, less what was cancelled', async () => {
    const { financial } = await dashboardOf(clinic.admin)
    const { months, ...revenue } = financial.revenue as Body
    expect(revenue).toEqual({ before: 200_000, change: 0.5, value: 300_000 })
    expect(months).toEqual([
      ...['2026-01', '2026-02', '2026-03', '2026-04'].map((month) => ({ month, revenueMinor: 0 })),
      { month: '2026-05', revenueMinor: 300_000 },
      { month: '2026-06', revenueMinor: 300_000 },
    ])
  })

  it('should see what patients owe now and owed on the same day of the month before', async () => {
    const { financial } = await dashboardOf(clinic.admin)
    // Seven charges less 4,000.00; on 10 May two charges less 1,500.00.
    expect(financial.dues).toEqual({ before: 50_000, change: 5, value: 300_000 })
    expect(await violations(app)).toEqual([])
  })

  it('should see booked by available minutes, for each therapist too', async () => {
    await app.sql(
      `update availability set effective_to_on = '2026-06-03'
        where therapist_id = $1 and day_of_week = 3`,
      [clinic.therapist2.id],
    )
    const { operational } = await dashboardOf(clinic.admin)
    // Eight working days of eight hours for one, one day less for the other; in May six for each.
    const available = (8 + 7) * 480
    expect(operational.utilisation).toMatchObject({
      availableMinutes: available,
      before: 90 / (12 * 480),
      bookedMinutes: 4 * 45,
      target: 0.75,
      value: (4 * 45) / available,
    })
    const therapists = operational.utilisation.therapists as Body[]
    expect(
      therapists.map(({ availableMinutes, bookedMinutes, share, therapist }) => [
        therapist.id,
        bookedMinutes,
        availableMinutes,
        share,
      ]),
    ).toEqual([
      [clinic.therapist2.id, 90, 7 * 480, 90 / (7 * 480)],
      [clinic.therapist.id, 90, 8 * 480, 90 / (8 * 480)],
    ])
  })

  it('should see the sessions that began last, the newest first', async () => {
    const { operational } = await dashboardOf(clinic.admin)
    const latest = operational.latest as Body[]
    expect(latest.map(({ startsAt, status }) => [String(startsAt).slice(0, 10), status])).toEqual([
      ['2026-06-09', 'scheduled'],
      ['2026-06-05', 'cancelled'],
      ['2026-06-03', 'scheduled'],
      ['2026-06-02', 'scheduled'],
      ['2026-05-20', 'scheduled'],
      ['2026-05-06', 'scheduled'],
      ['2026-05-05', 'scheduled'],
    ])
  })

  it('should see a month that is over as it ended, and no change from nothing', async () => {
    const { financial, now, operational } = await dashboardOf(clinic.admin, 'month=2026-05')
    expect(now).toEqual({ fromOn: '2026-05-01', toOn: '2026-05-31' })
    expect(operational.sessions).toEqual({ before: 0, change: null, value: 3 })
    expect(financial.revenue).toMatchObject({ before: 0, change: null, value: 300_000 })
    expect(financial.dues).toEqual({ before: 0, change: null, value: 150_000 })
  })
})

describe('What is kept for five minutes', () => {
  it('should be read anew when asked to, or afterwards', async () => {
    const first = await dashboardOf(other.admin)
    await book(app, other, { startsAt: '2026-06-10T16:00' })
    const ask = async (query: string) => {
      const { asOf, operational } = await dashboardOf(other.admin, query)
      return [asOf, operational.sessions.value] as const
    }
    app.clock.set(IN_JUNE + 4 * MINUTE_MS)
    expect(await ask('')).toEqual([first.asOf, 3])
    app.clock.set(IN_JUNE + 5 * MINUTE_MS)
    expect(await ask('')).toEqual([new Date(IN_JUNE + 5 * MINUTE_MS).toISOString(), 4])
    await book(app, other, { startsAt: '2026-06-10T15:00' })
    expect((await ask('fresh=true'))[1]).toBe(5)
    app.clock.set(IN_JUNE)
  })

  it('should not be seen by somebody whose role has just gone', async () => {
    const colleague = await asSystem('test', async () =>
      createUser(app, await app.reqOf(), { roles: ['accountant'], tenant: clinic.tenant.id }),
    )
    expect((await dashboardOf(colleague, '')).financial).not.toBeNull()
    await app.sql(
      `update memberships_roles r set value = 'therapist'
         from memberships m where m.id = r.parent_id and m.user_id = $1`,
      [colleague.id],
    )
    expect(await codeOf(colleague, '')).toEqual([403, 'forbidden'])
  })
})

describe('Who may see which figures', () => {
  it('should let an accountant see money only', async () => {
    const { financial, operational } = await dashboardOf(clinic.accountant)
    expect(financial.dues.value).toBe(300_000)
    expect(operational).toBeNull()
  })

  it('should let an operator see no money', async () => {
    const { financial, operational } = await dashboardOf(clinic.operator)
    expect(operational.sessions.value).toBe(3)
    expect(financial).toBeNull()
  })

  it('should let an operator of one location see that location only', async () => {
    const operator = await asSystem('test', async () => {
      const req = await app.reqOf()
      const user = await createUser(app, req, { roles: [] })
      const elsewhere = await app.payload.create({
        collection: slugs.locations,
        data: { name: 'Elsewhere', tenant: clinic.tenant.id, timezone: 'Asia/Kolkata' },
        overrideAccess: true,
        req,
      })
      await app.payload.create({
        collection: slugs.memberships,
        data: {
          active: true,
          locations: [elsewhere.id],
          roles: ['operator'],
          tenant: clinic.tenant.id,
          user: user.id,
        },
        overrideAccess: true,
        req,
      })
      return user
    })
    const { operational } = await dashboardOf(operator)
    expect(operational.sessions).toEqual({ before: 0, change: null, value: 0 })
    expect(operational.utilisation.therapists).toEqual([])
    expect(operational.latest).toEqual([])
  })

  it.each([
    ['a therapist', () => clinic.therapist, '', 403, 'forbidden'],
    ['nobody', () => undefined, '', 401, 'unauthenticated'],
    ['an unknown parameter', () => clinic.admin, 'year=2026', 400, 'unknown-parameter'],
    ['no month', () => clinic.admin, 'month=June', 422, 'validation-error'],
    ['a month that is none', () => clinic.admin, 'month=2026-13', 422, 'validation-error'],
    ['a month to come', () => clinic.admin, 'month=2026-07', 422, 'validation-error'],
  ])('should refuse %s', async (...[, as, query, status, code]) => {
    expect(await codeOf(as(), query)).toEqual([status, code])
  })

  it('should refuse the clinic of others like an unknown one', async () => {
    const unknown = await codeOf(clinic.admin, 'tenant=01980000-0000-7000-8000-000000000000')
    expect(unknown).toEqual([422, 'tenant-mismatch'])
    expect(await codeOf(clinic.admin, `tenant=${other.tenant.id}`)).toEqual(unknown)
  })
})
