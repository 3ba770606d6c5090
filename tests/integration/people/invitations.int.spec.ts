import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { eventually } from '../../support/eventually.ts'
import { PASSWORD, startTestApp, type TestApp, type TestUser } from '../../support/app.ts'
import { type Clinic, createClinic, createSuperAdmin } from '../../support/clinic.ts'
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
    // Whoever made an account for somebody else's address knows its password, and has not this mail.
    const stranger = await accept(token, { password: NEW_PASSWORD })
    expect([stranger.status, codeOf(stranger.body)]).toEqual([422, 'wrong-password'])
    const { status } = await accept(token, { firstName: 'Other', password: PASSWORD })

    expect(status).toBe(200)
    const { body: signedIn, status: asBefore } = await signInFrom(app, { email })
    expect(asBefore).toBe(200)
    expect(signedIn.user).toMatchObject({ firstName: 'Omar', id })
    expect(signedIn.user.rights.memberships).toHaveLength(2)
    expect(codeOf((await invite(clinic.admin, email)).body)).toBe('already-member')
  })

  it('should not bring back whoever was sent away, nor be open twice', async () => {
    const email = 'twice.asked@test.example'
    await invite(clinic.admin, email, { roles: ['admin'] })
    const older = tokenTo(email)
    await invite(clinic.admin, email)
    expect(codeOf((await accept(older, { password: NEW_PASSWORD })).body)).toBe(
      'invitation-expired',
    )
    expect((await accept(tokenTo(email), { password: NEW_PASSWORD })).status).toBe(200)
    await app.sql(
      `insert into invitations (tenant_id, email, first_name, last_name, roles, token_hash, expires_at)
       values ($1, $2, 'A', 'B', '{admin}', 'open', now() + interval '1 hour')`,
      [clinic.tenant.id, email],
    )
    await app.sql(
      `update memberships set active = false where user_id = (select id from users where email = $1)`,
      [email],
    )
    const open = await app.sql(
      `select 1 from invitations where email = $1 and used_at is null and expires_at > now()`,
      [email],
    )
    expect(open).toEqual([])
  })

  it('should be the only way in for people who work elsewhere', async () => {
    const other = await createClinic(app)
    const by = { as: clinic.admin, body: { roles: ['operator'], user: other.admin.id } }
    const foreign = await app.rest('POST', '/memberships', by)
    const unknown = await app.rest('POST', '/memberships', {
      ...by,
      body: { roles: ['operator'], user: '01980000-0000-7000-8000-000000000000' },
    })
    expect([foreign.status, codeOf(foreign.body)]).toEqual([unknown.status, codeOf(unknown.body)])
    expect(foreign.status).toBe(404)
  })

  it('should be of the platform for the first admin only', async () => {
    const platform = await createSuperAdmin(app)
    const body = {
      email: 'own@platform.example',
      firstName: 'Pl',
      lastName: 'Atform',
      roles: ['admin'],
      tenant: clinic.tenant.id,
    }
    const invited = await app.rest('POST', '/users/invite', { as: platform, body })
    expect([invited.status, codeOf(invited.body)]).toEqual([403, 'forbidden'])
    const set = { as: platform, body: { password: NEW_PASSWORD } }
    const taken = await app.rest('PATCH', `/users/${clinic.admin.id}`, set)
    expect([taken.status, codeOf(taken.body)]).toEqual([403, 'forbidden'])
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
