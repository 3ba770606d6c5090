import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { MONDAY, startTestApp, type TestApp } from '../../support/app.ts'
import { type Clinic, createClinic, updateSettings } from '../../support/clinic.ts'
import { act, type Body, book, get, post } from '../../support/flows.ts'

let app: TestApp
let clinic: Clinic

beforeAll(async () => {
  app = await startTestApp()
  clinic = await createClinic(app)
})
afterAll(() => app.close())

const slotsOn = async (on: string, change: Record<string, string> = {}): Promise<Body[]> => {
  const query = new URLSearchParams({
    from: on,
    therapist: clinic.therapist.id,
    therapyType: clinic.type,
    to: on,
    ...change,
  })
  const { slots } = await get(app, clinic.operator, `/availability/slots?${query.toString()}`)
  return slots as Body[]
}

const timesOf = (slots: readonly Body[]): string[] =>
  slots.map(({ startsAt }) =>
    new Date(Date.parse(String(startsAt)) + 5.5 * 3_600_000).toISOString().slice(11, 16),
  )

describe('An operator who looks for a free slot', () => {
  it('should get every quarter of an hour of the window, with price and places', async () => {
    const slots = await slotsOn('2026-06-02')
    const times = timesOf(slots)
    expect([times[0], times.at(-1), times.length]).toEqual(['09:00', '16:15', 30])
    expect(slots[0]).toMatchObject({
      endsAt: '2026-06-02T04:15:00.000Z',
      location: clinic.location,
      placesLeft: 1,
      price: { priceMinor: 100_000, source: 'type' },
      therapist: clinic.therapist.id,
    })
  })

  it('should not get what is booked, nor what would not fit before it', async () => {
    const { session } = await book(app, clinic, { startsAt: '2026-06-03T12:00' })
    const taken = timesOf(await slotsOn('2026-06-03'))
    expect(taken).toContain('11:15')
    expect(taken).not.toContain('11:30')
    expect(taken).not.toContain('12:30')
    expect(taken).toContain('12:45')

    await act(app, clinic, [session, 'cancel', { reasonCode: 'weather' }])
    expect(timesOf(await slotsOn('2026-06-03'))).toContain('12:00')
  })

  it('should get nothing before now', async () => {
    app.clock.set(MONDAY + 2 * 3_600_000)
    const times = timesOf(await slotsOn('2026-06-01'))
    app.clock.set(MONDAY)
    expect(times[0]).toBe('11:00')
  })

  it('should get nothing on a Sunday and nothing beyond the horizon', async () => {
    expect(await slotsOn('2026-06-07')).toEqual([])
    expect(await slotsOn('2026-12-01')).toEqual([])
    expect(await slotsOn('2026-11-27')).not.toEqual([])
  })

  it('should get fewer slots for a longer session', async () => {
    const times = timesOf(await slotsOn('2026-06-02', { durationMinutes: '240' }))
    expect([times[0], times.at(-1)]).toEqual(['09:00', '13:00'])
  })

  it('should see as free exactly what can then be booked', async () => {
    const slots = await slotsOn('2026-06-04')
    for (const slot of [slots[0], slots[3], slots.at(-1)]) {
      const { session } = await book(app, clinic, { startsAt: slot?.startsAt })
      expect(session.startsAt).toBe(slot?.startsAt)
    }
  })

  it('should get the slots of all therapists when none is named', async () => {
    const query = `from=2026-06-05&to=2026-06-05&therapyType=${clinic.type}`
    const { slots } = await get(app, clinic.operator, `/availability/slots?${query}`)
    const therapists = new Set((slots as Body[]).map(({ therapist }) => String(therapist)))
    expect([...therapists].sort()).toEqual([clinic.therapist.id, clinic.therapist2.id].sort())
  })

  it('should get no more places than the window allows', async () => {
    const [row] = await app.sql<{ id: string }>(
      'select id from availability where therapist_id = $1 and day_of_week = 1',
      [clinic.therapist2.id],
    )
    await app.rest('PATCH', `/availability/${row?.id ?? ''}`, {
      as: clinic.admin,
      body: { maxSessions: 1 },
    })
    await book(app, clinic, { startsAt: '2026-06-08T10:00', therapist: clinic.therapist2.id })
    expect(await slotsOn('2026-06-08', { therapist: clinic.therapist2.id })).toEqual([])
    expect(await slotsOn('2026-06-15', { therapist: clinic.therapist2.id })).not.toEqual([])
  })
})

describe('A question for slots that cannot be answered', () => {
  it.each([
    ['more than 31 days', 'from=2026-06-01&to=2026-07-02', 422, 'range-too-long'],
    ['an unknown parameter', 'from=2026-06-01&to=2026-06-02&color=red', 400, 'unknown-parameter'],
    ['no date', 'to=2026-06-02', 422, 'validation-error'],
    ['days that run backwards', 'from=2026-06-02&to=2026-06-01', 422, 'invalid-date'],
    [
      'half a minute',
      'from=2026-06-02&to=2026-06-02&durationMinutes=30.5',
      422,
      'validation-error',
    ],
    [
      'a number of another kind',
      'from=2026-06-02&to=2026-06-02&durationMinutes=0x1e',
      422,
      'validation-error',
    ],
    ['3 minutes', 'from=2026-06-01&to=2026-06-02&durationMinutes=3', 422, 'invalid-duration'],
  ])('should be refused for %s', async (...[, query, status, code]) => {
    const route = `/availability/slots?${query}&therapyType=${clinic.type}`
    const { body, status: answered } = await app.rest('GET', route, { as: clinic.operator })
    expect([answered, body.errors[0].data.code]).toEqual([status, code])
  })

  it('should be refused for a therapist of another clinic as for an unknown one', async () => {
    const foreign = await createClinic(app)
    const ask = async (therapist: string) => {
      const route = `/availability/slots?from=2026-06-02&to=2026-06-02&therapyType=${clinic.type}&therapist=${therapist}`
      const { body, status } = await app.rest('GET', route, { as: clinic.operator })
      const { requestId, ...data } = body.errors[0].data as Body
      expect(requestId).toBeDefined()
      return { data, status }
    }
    const unknown = await ask('01980000-0000-7000-8000-000000000000')
    expect(unknown.status).toBe(404)
    expect(await ask(foreign.therapist.id)).toEqual(unknown)
  })

  it('should be refused for a therapist who asks for a colleague', async () => {
    const route = `/availability/slots?from=2026-06-02&to=2026-06-02&therapyType=${clinic.type}&therapist=${clinic.therapist2.id}`
    const { status } = await app.rest('GET', route, { as: clinic.therapist })
    expect(status).toBe(403)
  })
})

describe('The calendar', () => {
  it('should show an operator every session with its names, in time order', async () => {
    const { sessions } = await get(
      app,
      clinic.operator,
      '/sessions/calendar?from=2026-06-04&to=2026-06-08',
    )
    const rows = sessions as Body[]
    const starts = rows.map(({ startsAt }) => String(startsAt))
    expect(starts).toEqual([...starts].sort())
    expect(rows[0]).toMatchObject({
      isMasked: false,
      patient: { id: clinic.patient },
      status: 'scheduled',
      therapist: { id: clinic.therapist.id },
      therapyType: { name: 'Test Therapy' },
    })
  })

  it("should show a therapist a colleague's session as a busy block and nothing else", async () => {
    const { sessions } = await get(
      app,
      clinic.therapist2,
      '/sessions/calendar?from=2026-06-04&to=2026-06-04',
    )
    expect(Object.keys((sessions as Body[])[0] ?? {}).sort()).toEqual([
      'endsAt',
      'isMasked',
      'startsAt',
      'therapist',
    ])
  })

  it('should be refused for more than 62 days', async () => {
    const { body, status } = await app.rest(
      'GET',
      '/sessions/calendar?from=2026-01-01&to=2026-03-04',
      {
        as: clinic.operator,
      },
    )
    expect([status, body.errors[0].data.facts]).toEqual([422, { maxDays: 62 }])
  })
})

describe('A window of working hours', () => {
  it('should be narrowed when the admin accepts what then lies outside, and cancel nothing', async () => {
    const { session } = await book(app, clinic, { startsAt: '2026-06-09T16:00' })
    const [row] = await app.sql<{ id: string }>(
      'select id from availability where therapist_id = $1 and day_of_week = 2',
      [clinic.therapist.id],
    )
    const { status } = await app.rest('PATCH', `/availability/${row?.id ?? ''}`, {
      as: clinic.admin,
      body: { acceptOutside: true, endTime: '15:00' },
    })
    expect(status).toBe(200)
    const after = await get(app, clinic.admin, `/sessions/${session.id as string}`)
    expect(after.status).toBe('scheduled')
  })

  it('should be written by the therapist whose hours they are', async () => {
    const { doc } = await post(app, clinic.therapist, [
      '/availability',
      {
        dayOfWeek: 6,
        endTime: '24:00',
        startTime: '20:00',
        therapist: clinic.therapist.id,
      },
    ])
    expect(doc).toMatchObject({ active: true, endTime: '24:00' })
    expect(timesOf(await slotsOn('2026-06-06')).at(-1)).toBe('23:15')
  })
})

describe('Slots that were asked for before', () => {
  const ON = '2026-06-16'
  beforeAll(async () => {
    clinic = await createClinic(app)
    await book(app, clinic, { startsAt: `${ON}T11:00` })
  })

  const starts = async (): Promise<string[]> => timesOf(await slotsOn(ON))

  it('should be the same while nothing changed', async () => {
    expect(await starts()).toEqual(await starts())
  })

  it('should follow the clock, forwards and back', async () => {
    const all = await starts()
    app.clock.set(Date.parse(`${ON}T04:40:00.000Z`))
    expect((await starts())[0]).toBe('10:15')
    app.clock.set(MONDAY)
    expect(await starts()).toEqual(all)
  })

  it('should follow what is booked, cancelled and moved', async () => {
    const { session } = await book(app, clinic, { startsAt: `${ON}T12:00` })
    expect(await starts()).not.toContain('12:00')
    await act(app, clinic, [session, 'reschedule', { startsAt: `${ON}T14:00` }])
    const moved = await starts()
    expect([moved.includes('12:00'), moved.includes('14:00')]).toEqual([true, false])
    await act(app, clinic, [session, 'cancel', { reasonCode: 'weather' }])
    expect(await starts()).toContain('14:00')
  })

  it.each([
    ['the hours', 'availability', { endTime: '16:00' }],
    ['the length', 'therapy_types', { defaultDurationMinutes: 60 }],
    ['the buffer', 'therapy_types', { bufferAfterMinutes: 30 }],
    ['the price', 'therapy_types', { defaultPriceMinor: 70_000 }],
  ])('should follow a change of %s', async (...[, table, change]) => {
    const before = await slotsOn(ON)
    const [row] = await app.sql<{ id: string }>(
      table === 'availability'
        ? `select id from availability where therapist_id = $1 and day_of_week = 2`
        : `select id from therapy_types where id = $1`,
      [table === 'availability' ? clinic.therapist.id : clinic.type],
    )
    const route = `/${table.replace('_', '-')}/${row?.id ?? ''}`
    const changed = await app.rest('PATCH', route, { as: clinic.admin, body: change })
    expect(changed.status).toBe(200)
    expect(await slotsOn(ON)).not.toEqual(before)
  })

  it('should follow the step of the settings', async () => {
    const before = await starts()
    await updateSettings(app, clinic.tenant.id, ({ scheduling }) => ({
      scheduling: { ...scheduling, slotStepMinutes: 30 },
    }))
    expect(await starts()).not.toEqual(before)
  })

  it('should not be told to whoever may no longer ask', async () => {
    await slotsOn(ON)
    await app.sql('update memberships set active = false where user_id = $1', [clinic.operator.id])
    const route = `/availability/slots?from=${ON}&to=${ON}&therapyType=${clinic.type}&therapist=${clinic.therapist.id}`
    const { status } = await app.rest('GET', route, { as: clinic.operator })
    await app.sql('update memberships set active = true where user_id = $1', [clinic.operator.id])
    expect(status).toBe(404)
  })
})
