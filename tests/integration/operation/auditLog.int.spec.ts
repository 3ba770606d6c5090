import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals'
import { startTestApp, type TestApp, type TestUser } from '../../support/app.ts'
import { bookingOf, type Clinic, createClinic, createSuperAdmin } from '../../support/clinic.ts'
import { act, book, type Body, get, pay, post } from '../../support/flows.ts'
import { asRoot } from '../../support/sql.ts'

let app: TestApp
let clinic: Clinic
let other: Clinic
let superAdmin: TestUser
let since = ''

beforeAll(async () => {
  app = await startTestApp()
  clinic = await createClinic(app)
  other = await createClinic(app)
  superAdmin = await createSuperAdmin(app)
  for (const user of [clinic.admin, clinic.operator, clinic.therapist, clinic.accountant]) {
    await app.rest('GET', '/users/me', { as: user })
  }
})
afterAll(() => app.close())

beforeEach(async () => {
  const [row] = await app.sql<{ id: string }>('select guards.new_id() as id')
  since = row?.id ?? ''
})

/** The lines since the test began, oldest first. */
const lines = (): Promise<Body[]> =>
  app.sql<Body>('select * from audit_log where id > $1 order by id', [since])

const readAs = async (as: TestUser, route: string): Promise<Body[]> => {
  await get(app, as, route)
  return lines()
}

describe('what somebody writes', () => {
  it('should leave one line with who, as what, from where, and the values before and after', async () => {
    const answer = await app.rest('PATCH', `/rooms/${clinic.room}`, {
      as: clinic.admin,
      body: { capacity: 7 },
      headers: { 'x-caseload-address': '203.0.113.9', 'x-request-id': 'request-1' },
    })
    expect(answer.status).toBe(200)
    expect(await lines()).toMatchObject([
      {
        action: 'update',
        address: '203.0.113.9',
        changes: { capacity: [null, 7] },
        document: clinic.room,
        request_id: 'request-1',
        resource: 'rooms',
        role: 'admin',
        tenant_id: clinic.tenant.id,
        user_id: clinic.admin.id,
      },
    ])
    expect(Object.keys((await lines())[0]?.changes as object)).toEqual(['capacity'])
  })

  it('should leave one line for a booking, whatever follows from it', async () => {
    const { session } = await book(app, clinic)
    expect(await lines()).toMatchObject([
      {
        action: 'create',
        document: session.id,
        patients: [clinic.patient],
        resource: 'sessions',
        role: 'operator',
        user_id: clinic.operator.id,
      },
    ])
  })

  it('should leave one line for each action, under the name of its permission', async () => {
    const { session } = await book(app, clinic, { startsAt: '2026-06-03T11:00' })
    await act(app, clinic, [session, 'confirm'])
    await act(app, clinic, [session, 'notes', { notes: 'Comes by bus.' }])
    await act(app, clinic, [session, 'cancel', { reasonCode: 'patient-ill' }])
    const { payment } = await pay(app, clinic, { amountMinor: 5_000 })
    await post(app, clinic.admin, [`/payments/${payment.id}/void`, { reason: 'Mistyped' }])
    const found = await lines()
    expect(found.map(({ action }) => String(action))).toEqual([
      'create',
      'sessions.confirm',
      'sessions.write-notes',
      'sessions.cancel',
      'create',
      'payments.void',
    ])
    expect(found[1]?.changes).toMatchObject({ status: ['scheduled', 'confirmed'] })
    expect(found[2]?.changes).toEqual({ notes: ['', 'Comes by bus.'] })
    expect(found[3]).toMatchObject({
      changes: { 'cancellation.reasonCode': [null, 'patient-ill'] },
      patients: [clinic.patient],
    })
    expect(found[5]).toMatchObject({
      changes: { status: ['completed', 'cancelled'] },
      facts: { reason: 'Mistyped' },
    })
  })

  it('should leave no line of what was refused and taken back', async () => {
    const answer = await app.rest('POST', '/sessions/book', {
      as: clinic.operator,
      body: bookingOf(clinic, { startsAt: '2026-06-07T03:00' }),
    })
    expect(answer.status).toBeGreaterThanOrEqual(400)
    expect(await lines()).toEqual([])
  })

  it('should never hold a password or what is made of it', async () => {
    const { body } = await app.rest('PATCH', `/users/${clinic.therapist2.id}`, {
      as: clinic.admin,
      body: { password: 'another battery of horses' },
    })
    expect(body.errors).toBeUndefined()
    const [line] = await lines()
    expect(line?.changes).toEqual({ password: ['(protected)', '(protected)'] })
    expect(JSON.stringify(line)).not.toContain('horses')
  })
})

describe('whoever is refused', () => {
  it('should leave a line of it', async () => {
    await app.rest('GET', '/audit-log', { as: clinic.operator })
    expect(await lines()).toMatchObject([
      { action: 'refused', resource: 'audit-log', tenant_id: clinic.tenant.id, role: 'operator' },
    ])
  })
})

describe('what somebody reads of patients', () => {
  it.each([
    ['a list', () => '/patients?limit=5', 'patients'],
    ['the lean list', () => '/patients?limit=5&depth=0', 'patients'],
    ['one patient', () => `/patients/${clinic.patient}`, 'patients'],
    ['a search', () => '/patients/search?q=asha', 'patients'],
    ['a statement', () => `/patients/${clinic.patient}/statement`, 'patients'],
    ['fields without the patient', () => '/sessions?select[number]=true', 'sessions'],
    ['a history', () => '/session-events?limit=5', 'session-events'],
    ['the calendar', () => '/sessions/calendar?from=2026-06-01&to=2026-06-07', 'sessions'],
    ['messages', () => '/notifications?limit=5', 'notifications'],
  ])('should leave one line for %s, with whose they are', async (_, route, resource) => {
    const found = await readAs(clinic.admin, route())
    expect(found).toMatchObject([{ resource, role: 'admin', tenant_id: clinic.tenant.id }])
    expect(found[0]?.patients).toContain(clinic.patient)
    expect(found[0]?.changes).toBeNull()
  })

  it('should leave a line for GraphQL as well, and none for what it looks up on the way', async () => {
    const { body } = await app.graphql(
      '{ Sessions(limit: 3) { docs { patient { firstName } } } }',
      {
        as: clinic.admin,
      },
    )
    expect(JSON.stringify(body)).toContain('Asha')
    expect(await lines()).toMatchObject([{ patients: [clinic.patient], resource: 'sessions' }])
  })

  it('should leave none for counting, rooms and the log itself', async () => {
    await get(app, clinic.admin, '/patients/count')
    await get(app, clinic.admin, '/rooms')
    await get(app, clinic.admin, '/audit-log')
    expect(await lines()).toEqual([])
  })

  it('should not be answered where the line cannot be written', async () => {
    await asRoot(app.database, 'revoke execute on function audit.record from caseload_runtime')
    const routes = ['/patients?limit=5&depth=0', '/sessions/calendar?from=2026-06-01&to=2026-06-07']
    const answers = await Promise.all(
      routes.map((route) => app.rest('GET', route, { as: clinic.admin })),
    )
    const written = await app.rest('PATCH', `/rooms/${clinic.room}`, {
      as: clinic.admin,
      body: { capacity: 9 },
    })
    await asRoot(app.database, 'grant execute on function audit.record to caseload_runtime')
    for (const { body, status } of [...answers, written]) {
      expect(status).toBe(503)
      expect(body.errors?.[0]?.data?.code).toBe('unavailable')
      expect(JSON.stringify(body)).not.toContain('Asha')
    }
    expect(await app.sql('select capacity from rooms where id = $1', [clinic.room])).not.toEqual([
      { capacity: 9 },
    ])
  })
})

describe('the log', () => {
  it.each([
    'update audit_log set action = action',
    'delete from audit_log',
    'truncate audit_log',
    'delete from audit.log_default',
    'truncate audit_seals',
  ])('should refuse its owner: %s', async (sql) => {
    await app.sql(`insert into audit_log (at, action, resource) values ('2020-01-01', 'x', 'y')`)
    await app.sql(`insert into audit_seals (tenant_id, seq, log_id, at, prev, hash)
                   values (guards.new_id(), 1, guards.new_id(), now(), '', '')`)
    await expect(app.sql(sql)).rejects.toMatchObject({ constraint: 'history_append_only' })
  })

  it('should show a clinic its own lines, and the platform those without a clinic', async () => {
    await get(app, other.admin, '/patients?limit=5')
    const tenantsSeen = async (as: TestUser): Promise<unknown[]> => {
      const { docs } = await get(app, as, '/audit-log?limit=100&depth=0')
      return [...new Set((docs as Body[]).map(({ tenant }) => tenant as unknown))]
    }
    expect(await tenantsSeen(clinic.admin)).toEqual([clinic.tenant.id])
    expect(await tenantsSeen(other.admin)).toEqual([other.tenant.id])
    expect(await tenantsSeen(superAdmin)).toEqual([null])
  })

  it('should be open to no other role, and to nobody to write', async () => {
    for (const as of [clinic.operator, clinic.therapist, clinic.accountant]) {
      expect((await app.rest('GET', '/audit-log', { as })).status).toBe(403)
    }
    const body = { action: 'read', at: '2026-06-01', resource: 'patients' }
    expect((await app.rest('POST', '/audit-log', { as: clinic.admin, body })).status).toBe(403)
    expect((await app.rest('POST', '/audit-log', { as: superAdmin, body })).status).toBe(403)
  })
})

describe('an admin who asks', () => {
  it('should be told who opened a chart, newest first, and of nobody else', async () => {
    await get(app, clinic.operator, `/patients/${clinic.patient}`)
    await get(app, clinic.therapist, `/patients/${clinic.patient2}`).catch(() => undefined)
    const { lines: told } = await get(
      app,
      clinic.admin,
      `/audit-log/access?patient=${clinic.patient}`,
    )
    expect((told as Body[])[0]).toMatchObject({
      action: 'read',
      patientCount: 1,
      patients: [{ id: clinic.patient, name: expect.stringContaining('Asha') }],
      user: { id: clinic.operator.id },
    })
    const ids = (told as Body[]).flatMap(({ patients }) => (patients as Body[]).map(({ id }) => id))
    expect(ids).not.toContain(other.patient)
  })

  it.each([
    ['a year and more', 'from=2025-01-01&to=2026-06-01', 422, 'range-too-long'],
    ['days that end before they begin', 'from=2026-06-02&to=2026-06-01', 422, 'invalid-date'],
  ])('should be refused %s', async (...[, range, status, code]) => {
    const answer = await app.rest('GET', `/audit-log/access?${range}`, { as: clinic.admin })
    expect(answer.status).toBe(status)
    expect(answer.body.errors[0].data.code).toBe(code)
  })

  it('should be an admin of that clinic', async () => {
    for (const as of [clinic.operator, clinic.accountant, superAdmin]) {
      const route = `/audit-log/access?tenant=${clinic.tenant.id}`
      expect((await app.rest('GET', route, { as })).status).toBeGreaterThanOrEqual(400)
    }
    const route = `/audit-log/access?tenant=${clinic.tenant.id}`
    expect((await app.rest('GET', route, { as: other.admin })).status).toBeGreaterThanOrEqual(400)
  })
})
