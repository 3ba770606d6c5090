import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { startTestApp, type TestApp } from '../../support/app.ts'
import { type Clinic, createClinic } from '../../support/clinic.ts'
import { signInFrom } from '../../support/signIns.ts'

let app: TestApp
let clinic: Clinic

beforeAll(async () => {
  app = await startTestApp()
  clinic = await createClinic(app)
}, 120_000)
afterAll(() => app.close())

const WRONG = 'not the right one'
const NOBODY = { email: 'nobody.at.all@test.example' }

/** The whole answer, but the id that each request has of its own and the seconds that pass. */
const toldIn = ({ errors: [error] }: Record<string, any>): unknown => ({
  ...error,
  data: { ...error.data, facts: Object.keys(error.data.facts as object), requestId: '' },
})

describe('an address that fails five times', () => {
  it('should wait, also with the right password, and nobody else with it', async () => {
    const tries = await Promise.all(
      Array.from({ length: 5 }, () =>
        signInFrom(app, clinic.operator, { address: '198.51.100.1', password: WRONG }),
      ),
    )
    const sixth = await signInFrom(app, clinic.operator, { address: '198.51.100.1' })
    const owner = await signInFrom(app, clinic.operator, { address: '192.0.2.77' })

    expect(tries.map(({ status }) => status)).toEqual([401, 401, 401, 401, 401])
    expect(sixth.status).toBe(423)
    expect(sixth.body.errors[0].data).toMatchObject({ code: 'account-waiting' })
    const seconds = Number(sixth.body.errors[0].data.facts.retryAfterSeconds)
    expect(seconds).toBeGreaterThan(880)
    expect(sixth.headers.get('retry-after')).toBe(String(seconds))
    expect(owner.status).toBe(200)

    await app.sql(`update sign_in_failures set waits_until = now(), failed_at = '{}'`)
    expect((await signInFrom(app, clinic.operator, { address: '198.51.100.1' })).status).toBe(200)
  })

  it('should be answered alike for an account that does not exist, at every step', async () => {
    const answers = async (who: { email: string }) => {
      const told: unknown[] = []
      for (let index = 0; index < 6; index += 1) {
        const from = { address: '198.51.100.2', password: WRONG }
        const { body, status } = await signInFrom(app, who, from)
        told.push({ status, told: toldIn(body) })
      }
      return told
    }
    expect(await answers(NOBODY)).toEqual(await answers(clinic.therapist))
  })

  it('should take as long for an account that does not exist', async () => {
    const secondsOf = async (who: { email: string }): Promise<number> => {
      const times: number[] = []
      for (let index = 0; index < 5; index += 1) {
        const startedAt = performance.now()
        await signInFrom(app, who, { address: `203.0.113.${index}`, password: WRONG })
        times.push(performance.now() - startedAt)
      }
      return times.toSorted((a, b) => a - b)[2] ?? 0
    }
    const [known, unknown] = [await secondsOf(clinic.admin), await secondsOf(NOBODY)]
    expect(unknown / known).toBeGreaterThan(0.4)
    expect(unknown / known).toBeLessThan(2.5)
  })

  it('should forget what somebody typed before they came in', async () => {
    const from = { address: '198.51.100.3' }
    for (let index = 0; index < 4; index += 1) {
      await signInFrom(app, clinic.accountant, { ...from, password: WRONG })
    }
    expect((await signInFrom(app, clinic.accountant, from)).status).toBe(200)
    await signInFrom(app, clinic.accountant, { ...from, password: WRONG })
    expect((await signInFrom(app, clinic.accountant, from)).status).toBe(200)
  })
})
