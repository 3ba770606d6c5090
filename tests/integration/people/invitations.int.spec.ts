import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { eventually } from '../../support/eventually.ts'
import { startTestApp, type TestApp, type TestUser } from '../../support/app.ts'
import { type Clinic, createClinic } from '../../support/clinic.ts'
import { signInFrom } from '../../support/signIns.ts'

let app: TestApp
let clinic: Clinic

beforeAll(async () => {
  app = await startTestApp()
  clinic = await createClinic(app)
}, 120_000)
afterAll(() => app.close())

const NEW_PASSWORD = 'quite another battery'

const invite = (as: TestUser, email: string, more: object = {}) =>
  app.rest('POST', '/users/invite', {
    as,
    body: { email, firstName: 'Nila', lastName: 'Sen', roles: ['operator'], ...more },
  })
const tokenTo = (email: string): string => {
  const mail = app.mails.findLast(({ to }) => to === email)
  return /accept-invitation\?token=([\w-]+)/.exec(mail?.text ?? '')?.[1] ?? ''
}
const show = (token: string) => app.rest('GET', `/users/invitation?token=${token}`)
const accept = (token: string, more: object = {}) =>
  app.rest('POST', '/users/accept-invitation', { body: { token, ...more } })
const codeOf = (body: Record<string, any>): string => body.errors[0].data.code as string

describe('an invitation', () => {
  it('should make an account of a new address, once', async () => {
    const email = 'nila.sen@test.example'
    const { body } = await invite(clinic.admin, email.toUpperCase(), {
      locations: [clinic.location],
    })
    const token = tokenTo(email)
    const shown = await show(token)
    const weak = await accept(token, { password: 'short' })
    const none = await accept(token)
    const [first, second] = await Promise.all([
      accept(token, { firstName: 'Nilanjana', password: NEW_PASSWORD }),
      accept(token, { firstName: 'Nilanjana', password: NEW_PASSWORD }),
    ])

    expect(body).toEqual({ invited: true })
    expect(shown.body).toEqual({
      clinic: clinic.tenant.name,
      email,
      firstName: 'Nila',
      isKnown: false,
      lastName: 'Sen',
    })
    expect([weak.status, none.status]).toEqual([422, 422])
    expect([first.status, second.status].toSorted((a, b) => a - b)).toEqual([200, 409])
    expect(codeOf((await show(token)).body)).toBe('invitation-used')
    const signedIn = await signInFrom(app, { email }, { password: NEW_PASSWORD })
    expect(signedIn.body.user).toMatchObject({
      firstName: 'Nilanjana',
      rights: { memberships: [{ locations: [clinic.location], roles: ['operator'] }] },
    })
  })

  it('should give an address that has an account the membership and nothing else', async () => {
    const other = await createClinic(app)
    const { email, id } = other.operator
    const { body } = await invite(clinic.admin, email, { roles: ['therapist'] })
    const token = tokenTo(email)

    expect(body).toEqual({ invited: true })
    expect((await show(token)).body).toMatchObject({ isKnown: true })
    const { status } = await accept(token, { firstName: 'Other', password: NEW_PASSWORD })

    expect(status).toBe(200)
    const { body: signedIn, status: asBefore } = await signInFrom(app, { email })
    expect(asBefore).toBe(200)
    expect(signedIn.user).toMatchObject({ firstName: 'Omar', id })
    expect(signedIn.user.rights.memberships).toHaveLength(2)
    expect(codeOf((await invite(clinic.admin, email)).body)).toBe('already-member')
  })

  it('should be refused when it is old, unknown, or not an admin’s to give', async () => {
    const email = 'late.guest@test.example'
    await invite(clinic.admin, email)
    await app.sql(`update invitations set expires_at = now() where email = $1`, [email])
    expect(codeOf((await accept(tokenTo(email), { password: NEW_PASSWORD })).body)).toBe(
      'invitation-expired',
    )
    const foreign = (await createClinic(app)).location
    const answers = [
      await accept('no-such-token', { password: NEW_PASSWORD }),
      await invite(clinic.operator, email),
      await invite(clinic.admin, email, { locations: [foreign] }),
      await invite(clinic.admin, email, { roles: ['owner'] }),
    ]
    expect(answers.map(({ status }) => status)).toEqual([404, 403, 404, 422])
  })
})

describe('asking for a new password', () => {
  it('should be answered alike for everybody, and send a link to who has an account', async () => {
    const ask = (email: string) => app.rest('POST', '/users/forgot-password', { body: { email } })
    const [known, unknown] = [
      await ask(clinic.therapist.email),
      await ask('nobody.at.all@test.example'),
    ]
    expect([known.status, known.body]).toEqual([unknown.status, unknown.body])

    const linkTo = (email: string) =>
      Promise.resolve(
        /\/admin\/reset\/(\w+)/.exec(app.mails.find(({ to }) => to === email)?.text ?? '')?.[1] ??
          '',
      )
    const token = await eventually(
      () => linkTo(clinic.therapist.email),
      (found) => found !== '',
    )
    const { status } = await app.rest('POST', '/users/reset-password', {
      body: { password: NEW_PASSWORD, token },
    })
    expect(status).toBe(200)
    expect((await signInFrom(app, clinic.therapist, { password: NEW_PASSWORD })).status).toBe(200)
    expect(await linkTo('nobody.at.all@test.example')).toBe('')
  })
})
