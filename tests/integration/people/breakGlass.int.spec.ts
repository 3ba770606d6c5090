import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import {
  readClinicsToLookInto,
  readLooks,
  readRunningLooks,
} from '../../../src/operations/tenancy/readLooks.ts'
import { startTestApp, type TestApp, type TestUser } from '../../support/app.ts'
import { type Clinic, createClinic, createSuperAdmin } from '../../support/clinic.ts'
import { book } from '../../support/flows.ts'

let app: TestApp
let clinic: Clinic
let other: Clinic
let platform: TestUser

const REASON = 'Support asked by the clinic'
/** Mails that left, in place of the world outside. */
const mails: { text: string; to: string }[] = []
const ask = (...[method, route, as, body]: [string, string, TestUser, unknown?]) =>
  app.rest(method, route, { as, ...(body === undefined ? {} : { body }) })
const open = (as: TestUser, tenant: string, reason = REASON) =>
  ask('POST', `/tenants/${tenant}/break-glass`, as, { reason })
const end = (as: TestUser, tenant: string) =>
  ask('POST', `/tenants/${tenant}/break-glass/end`, as, {})
const codeOf = ({ body }: { body: Record<string, any> }): unknown => body.errors?.[0]?.data?.code

beforeAll(async () => {
  app = await startTestApp()
  clinic = await createClinic(app)
  other = await createClinic(app)
  platform = await createSuperAdmin(app)
  await book(app, clinic)
  app.payload.sendEmail = (mail) => Promise.resolve(mails.push(mail as (typeof mails)[number]))
}, 120_000)
afterAll(() => app.close())

describe('Break-glass (USR-8)', () => {
  it('should show the platform no clinical row without a grant', async () => {
    for (const slug of ['patients', 'sessions', 'payments', 'notifications']) {
      const list = await ask('GET', `/${slug}`, platform)
      expect([list.status, codeOf(list)]).toEqual([403, 'break-glass-required'])
    }
    const one = await ask('GET', `/patients/${clinic.patient}`, platform)
    expect([one.status, codeOf(one)]).toEqual([403, 'break-glass-required'])
  })

  it('should want a reason of ten characters, and a clinic that exists', async () => {
    const short = await open(platform, clinic.tenant.id, '  why not  ')
    expect([short.status, codeOf(short)]).toEqual([422, 'reason-required'])
    const unknown = await open(platform, '00000000-0000-7000-8000-000000000000')
    expect([unknown.status, codeOf(unknown)]).toEqual([404, 'not-found'])
  })

  it('should open for nobody but the platform', async () => {
    for (const person of [clinic.admin, clinic.operator, other.admin]) {
      const { status } = await open(person, clinic.tenant.id)
      expect(status).toBe(403)
    }
    expect(await app.sql('select 1 from break_glass_grants')).toEqual([])
  })

  it('should open one clinic for reading, and no other', async () => {
    const first = await open(platform, clinic.tenant.id)
    expect(first.status).toBe(201)
    const { grant } = first.body
    expect(grant).toMatchObject({ isOpen: true, reason: REASON, tenant: clinic.tenant.id })
    const minutes = (Date.parse(grant.expiresAt) - Date.parse(grant.openedAt)) / 60_000
    expect(minutes).toBe(60)
    const again = await open(platform, clinic.tenant.id)
    expect([again.status, again.body.grant.id]).toEqual([200, grant.id])
    expect(mails.map(({ to }) => to)).toEqual([clinic.admin.email])
    expect(mails[0]?.text).toContain(REASON)

    const { body } = await ask('GET', '/patients?limit=50', platform)
    expect(body.docs.length).toBeGreaterThan(0)
    expect(new Set(body.docs.map((doc: { tenant: string }) => doc.tenant))).toEqual(
      new Set([clinic.tenant.id]),
    )
    const foreign = await ask('GET', `/patients/${other.patient}`, platform)
    expect(foreign.status).toBe(404)
  })

  it('should let nothing be written under it', async () => {
    const before = await app.sql('select xmin, id from patients order by id')
    const change = await ask('PATCH', `/patients/${clinic.patient}`, platform, { address: 'Here' })
    expect(change.status).toBe(403)
    const made = await ask('POST', '/contacts', platform, {
      firstName: 'Nobody',
      phone: '9820054321',
      tenant: clinic.tenant.id,
    })
    expect([403, 422]).toContain(made.status)
    expect(await app.sql('select xmin, id from patients order by id')).toEqual(before)
  })

  it('should show the clinic who looked and why, and only its admin', async () => {
    const route = `/tenants/${clinic.tenant.id}/break-glass`
    const { body } = await ask('GET', route, clinic.admin)
    expect(body.grants).toHaveLength(1)
    expect(body.grants[0]).toMatchObject({ by: 'Platform User', reason: REASON })
    expect((await ask('GET', route, clinic.operator)).status).toBe(403)
    expect((await ask('GET', route, other.admin)).status).toBe(404)
    expect((await app.rest('GET', route)).status).toBe(401)
  })

  it('should be told on the pages of who looks and of the clinic, to nobody else', async () => {
    const told = async (as: TestUser) => {
      const req = await app.reqOf(as)
      return Promise.all([readRunningLooks(req), readLooks(req)])
    }
    for (const [as, isOwn] of [
      [platform, true],
      [clinic.admin, false],
    ] as const) {
      const [running, all] = await told(as)
      expect(running).toMatchObject([
        { isOpen: true, isOwn, reason: REASON, tenant: clinic.tenant.id },
      ])
      expect(all).toEqual(running)
    }
    for (const as of [clinic.operator, clinic.therapist, other.admin]) {
      expect(await told(as)).toEqual([[], []])
    }
    const clinics = async (as: TestUser) =>
      (await readClinicsToLookInto(await app.reqOf(as))).map(({ id }) => id)
    expect(await clinics(platform)).toEqual(
      expect.arrayContaining([clinic.tenant.id, other.tenant.id]),
    )
    expect(await clinics(clinic.admin)).toEqual([])
  })

  it('should end when the clinic says so, within the next request', async () => {
    expect((await end(other.admin, clinic.tenant.id)).status).toBe(404)
    expect((await end(clinic.operator, clinic.tenant.id)).status).toBe(403)
    expect((await end(clinic.admin, clinic.tenant.id)).body).toEqual({ ended: 1 })
    const list = await ask('GET', '/patients', platform)
    expect([list.status, codeOf(list)]).toEqual([403, 'break-glass-ended'])
    expect((await end(platform, clinic.tenant.id)).body).toEqual({ ended: 0 })
  })

  it('should end by itself, and stay as history', async () => {
    await open(platform, clinic.tenant.id)
    expect((await ask('GET', '/sessions', platform)).status).toBe(200)
    await app.sql('alter table break_glass_grants disable trigger keep_grant')
    await app.sql(
      `update break_glass_grants set opened_at = now() - interval '61 minutes',
              expires_at = now() - interval '1 minute' where ended_at is null`,
    )
    await app.sql('alter table break_glass_grants enable trigger keep_grant')
    const list = await ask('GET', '/sessions', platform)
    expect([list.status, codeOf(list)]).toEqual([403, 'break-glass-ended'])
    await expect(
      app.sql(`update break_glass_grants set expires_at = now() + interval '1 hour'`),
    ).rejects.toThrow('append-only')
    await expect(app.sql('delete from break_glass_grants')).rejects.toThrow('append-only')
  })
})
