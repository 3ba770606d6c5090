import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { generateSync } from 'otplib'
import { slugs } from '../../../src/slugs.ts'
import { PASSWORD, startTestApp, type TestApp, type TestUser } from '../../support/app.ts'
import {
  type Clinic,
  createClinic,
  createSuperAdmin,
  updateSettings,
} from '../../support/clinic.ts'
import { bearing, signInFrom, tokenFrom, worthOf } from '../../support/signIns.ts'

let app: TestApp
let clinic: Clinic

beforeAll(async () => {
  app = await startTestApp()
  clinic = await createClinic(app)
}, 120_000)
afterAll(() => app.close())

const send = (token: string, route: string, body: object) =>
  app.rest('POST', `/users/${route}`, { ...bearing(token), body })
const codeOf = (body: Record<string, any>): string => body.errors[0].data.code as string

/** Lets time pass until the code of this moment may be used again. */
const passTime = ({ id }: TestUser): Promise<unknown> =>
  app.sql('update user_mfa set last_step = 0 where user_id = $1', [id])

const enrol = async (user: TestUser) => {
  const token = await tokenFrom(app, user)
  const { body } = await send(token, 'mfa/enrol', { password: PASSWORD })
  const secret = body.secret as string
  const now = () => generateSync({ secret })
  const confirmed = await send(token, 'mfa/confirm', { code: now() })
  return { body, codes: confirmed.body.backupCodes as string[], now, secret, token }
}
const state = async (token: string) => (await app.rest('GET', '/users/mfa', bearing(token))).body

describe('codes of an app', () => {
  it('should count once the first one was given, and then be asked for at sign-in', async () => {
    const user = clinic.therapist
    const token = await tokenFrom(app, user)
    const wrong = await send(token, 'mfa/enrol', { password: 'not it at all' })
    const begun = await send(token, 'mfa/enrol', { password: PASSWORD })
    const secret = begun.body.secret as string
    const unconfirmed = await signInFrom(app, user)
    const refused = await send(token, 'mfa/confirm', { code: '000000' })
    const used = generateSync({ secret })
    const confirmed = await send(token, 'mfa/confirm', { code: used })
    const again = await send(token, 'mfa/enrol', { password: PASSWORD })

    expect(codeOf(wrong.body)).toBe('wrong-password')
    expect(begun.body).toEqual({
      qr: expect.stringContaining('<svg'),
      secret: expect.stringMatching(/^[A-Z2-7]{32}$/),
      uri: expect.stringContaining(`secret=${secret}`),
    })
    expect(unconfirmed.status).toBe(200)
    expect(codeOf(refused.body)).toBe('mfa-invalid')
    expect(new Set(confirmed.body.backupCodes as string[]).size).toBe(10)
    expect(codeOf(again.body)).toBe('mfa-enrolled')
    expect(await state(token)).toEqual({ backupCodesLeft: 10, enrolled: true, required: false })

    const without = await signInFrom(app, user)
    const badly = await signInFrom(app, user, { code: '000000' })
    const replayed = await signInFrom(app, user, { code: used })
    await passTime(user)
    const code = generateSync({ secret })
    const both = await Promise.all([1, 2].map(() => signInFrom(app, user, { code })))
    expect([codeOf(without.body), codeOf(badly.body), codeOf(replayed.body)]).toEqual([
      'mfa-required',
      'mfa-invalid',
      'mfa-invalid',
    ])
    expect(both.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 401])
    const rows = await app.sql('select secret from user_mfa where user_id = $1', [user.id])
    expect(JSON.stringify(rows)).not.toContain(secret)
  })

  it('should be taken from a header too, and not without the password', async () => {
    const user = clinic.therapist2
    const { now } = await enrol(user)
    await passTime(user)
    const login = (password: string) =>
      app.rest('POST', '/users/login', {
        body: { email: user.email, password },
        headers: { 'x-sign-in-code': now() },
      })
    const wrong = await login('not the right one')
    const right = await login(PASSWORD)
    expect([codeOf(wrong.body), right.status]).toEqual(['invalid-credentials', 200])
  })

  it('should be replaced by a backup code, each once', async () => {
    const user = clinic.operator
    const { codes, now, token } = await enrol(user)
    const [code = ''] = codes
    const answers = [
      await signInFrom(app, user, { code: code.toUpperCase() }),
      await signInFrom(app, user, { code }),
    ]
    expect(answers.map(({ status }) => status)).toEqual([200, 401])
    expect(await state(token)).toMatchObject({ backupCodesLeft: 9 })

    await passTime(user)
    const { body } = await send(token, 'mfa/backup-codes', { code: now() })
    expect(body.backupCodes).toHaveLength(10)
    expect((await signInFrom(app, user, { code: codes[1] ?? '' })).status).toBe(401)

    await passTime(user)
    const removed = await send(token, 'mfa/remove', { code: now(), password: PASSWORD })
    expect([removed.status, (await signInFrom(app, user)).status]).toEqual([200, 200])
    const none = await send(token, 'mfa/backup-codes', { code: '000000' })
    expect(codeOf(none.body)).toBe('mfa-not-enrolled')
  })

  it('should stay through a forgotten password', async () => {
    const user = clinic.accountant
    const { now, token } = await enrol(user)
    const key = await app.payload.forgotPassword({
      collection: slugs.users,
      data: { email: user.email },
      disableEmail: true,
      overrideAccess: true,
    })
    const password = 'quite another battery'
    const { body, status } = await app.rest('POST', '/users/reset-password', {
      body: { password, token: key },
    })
    expect([status, body.token, body.user, body.isCodeRequired]).toEqual([200, '', null, true])
    expect(await worthOf(app, token)).toBe('token-revoked')
    expect(codeOf((await signInFrom(app, user, { password })).body)).toBe('mfa-required')
    await passTime(user)
    expect((await signInFrom(app, user, { code: now(), password })).status).toBe(200)
  })
})

describe('a role that asks for codes', () => {
  it('should give nothing before they are set up, and everything from then on', async () => {
    const { admin, operator, tenant } = await createClinic(app)
    await updateSettings(app, tenant.id, ({ security }) => ({
      security: { ...security, mfaRoles: ['operator'] },
    }))
    const token = await tokenFrom(app, operator)
    const me = await app.rest('GET', '/users/me', bearing(token))
    expect(me.body.user.rights).toMatchObject({ memberships: [], mfaMissing: true })
    expect(await worthOf(app, token)).toBe('forbidden')
    expect(await state(token)).toMatchObject({ enrolled: false, required: true })
    expect(await worthOf(app, await tokenFrom(app, admin))).toBe('good')

    const before = await tokenFrom(app, operator)
    const { now, token: enrolled } = await enrol(operator)
    expect(await worthOf(app, enrolled)).toBe('good')
    expect(await worthOf(app, before)).toBe('forbidden')
    await passTime(operator)
    const removed = await send(enrolled, 'mfa/remove', { code: now(), password: PASSWORD })
    expect(codeOf(removed.body)).toBe('mfa-required-by-role')
  })
})

describe('somebody who lost their codes', () => {
  it('should be helped by another admin of all their clinics, with a reason, and by nobody else', async () => {
    const [here, there] = [await createClinic(app), await createClinic(app)]
    const { token } = await enrol(here.therapist)
    const body = { reason: 'Seen in person, lost the phone' }
    const reset = (as: TestUser, id: string, with_: object = body) =>
      app.rest('POST', `/users/${id}/reset-mfa`, { as, body: with_ })

    const answers = [
      await reset(here.operator, here.therapist.id),
      await reset(there.admin, here.therapist.id),
      await reset(here.admin, here.admin.id),
      await reset(here.admin, here.therapist.id, { reason: 'lost' }),
    ]
    expect(answers.map(({ status }) => status)).toEqual([403, 404, 403, 422])
    expect(await worthOf(app, token)).toBe('good')

    expect((await reset(here.admin, here.therapist.id)).status).toBe(200)
    expect(await worthOf(app, token)).toBe('token-revoked')
    expect((await signInFrom(app, here.therapist)).status).toBe(200)
    const superAdmin = await createSuperAdmin(app)
    expect((await reset(here.admin, superAdmin.id)).status).toBe(404)
  })
})
