import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { readTeam, type Team } from '../../../src/operations/tenancy/readTeam.ts'
import { startTestApp, type TestApp, type TestUser } from '../../support/app.ts'
import { type Clinic, createClinic } from '../../support/clinic.ts'

let app: TestApp
let clinic: Clinic
let other: Clinic

beforeAll(async () => {
  app = await startTestApp()
  clinic = await createClinic(app)
  other = await createClinic(app)
  app.payload.sendEmail = () => Promise.resolve()
}, 120_000)
afterAll(() => app.close())

const teamOf = async (as: TestUser): Promise<Team> =>
  readTeam(await app.reqOf(as), clinic.tenant.id)
const invite = (email: string) =>
  app.rest('POST', '/users/invite', {
    as: clinic.admin,
    body: { email, firstName: 'Nina', lastName: 'Rao', roles: ['therapist'] },
  })

describe('the team of a clinic', () => {
  it('should be its own people, with roles, for its admin', async () => {
    const { colleagues } = await teamOf(clinic.admin)
    const emails = colleagues.map(({ email }) => email)
    expect(emails).toContain(clinic.therapist.email)
    expect(emails).not.toContain(other.admin.email)
    const admin = colleagues.find(({ user }) => user === clinic.admin.id)
    expect(admin).toMatchObject({ canResetMfa: false, hasMfa: false, roles: ['admin'] })
  })

  it.each(['operator', 'therapist', 'accountant'] as const)(
    'should not be told to its %s',
    async (role) => {
      await expect(teamOf(clinic[role])).rejects.toMatchObject({ code: 'forbidden' })
    },
  )

  it('should not be told to the admin of another clinic', async () => {
    await expect(teamOf(other.admin)).rejects.toMatchObject({ code: 'forbidden' })
  })

  it('should name who was invited once, until the link is over', async () => {
    for (let times = 0; times < 2; times += 1) {
      expect((await invite('nina@example.com')).status).toBe(200)
    }
    const { invited } = await teamOf(clinic.admin)
    expect(invited).toMatchObject([
      { email: 'nina@example.com', name: 'Nina Rao', roles: ['therapist'] },
    ])
    await app.sql(`update invitations set expires_at = now() - interval '1 minute'`)
    expect((await teamOf(clinic.admin)).invited).toEqual([])
  })

  it('should offer to take away the codes of its own people only, and never of oneself', async () => {
    for (const { id } of [clinic.admin, clinic.operator, clinic.therapist]) {
      await app.sql(
        `insert into user_mfa (user_id, secret, confirmed_at) values ($1, 'sealed', now())`,
        [id],
      )
    }
    await app.sql(`insert into memberships (tenant_id, user_id, active) values ($1, $2, true)`, [
      other.tenant.id,
      clinic.therapist.id,
    ])
    const { colleagues } = await teamOf(clinic.admin)
    const offered = colleagues.filter(({ canResetMfa }) => canResetMfa)
    expect(offered.map(({ user }) => user)).toEqual([clinic.operator.id])
    expect(colleagues.filter(({ hasMfa }) => hasMfa)).toHaveLength(3)
  })
})
