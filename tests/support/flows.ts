import type { TestApp, TestUser } from './app.ts'
import { bookingOf, type Clinic } from './clinic.ts'

export type Body = Record<string, any>

/** POST that must succeed; gives the body. A refusal fails the test with its code. */
export const post = async (
  app: TestApp,
  as: TestUser,
  [route, body = {}]: readonly [route: string, body?: object],
): Promise<Body> => {
  const answer = await app.rest('POST', route, { as, body })
  if (answer.status >= 400) {
    throw new Error(`${route}: ${answer.status} ${JSON.stringify(answer.body)}`)
  }
  return answer.body
}

/** GET that must succeed. */
export const get = async (app: TestApp, as: TestUser, route: string): Promise<Body> => {
  const answer = await app.rest('GET', route, { as })
  if (answer.status >= 400) {
    throw new Error(`${route}: ${answer.status} ${JSON.stringify(answer.body)}`)
  }
  return answer.body
}

/** Books as the clinic's operator; gives session and charge. */
export const book = (app: TestApp, clinic: Clinic, change: object = {}): Promise<Body> =>
  post(app, clinic.operator, ['/sessions/book', bookingOf(clinic, change)])

/** An action on a session as the clinic's admin; gives session and charge. */
export const act = (
  app: TestApp,
  clinic: Clinic,
  [session, action, body]: readonly [session: Body, action: string, body?: object],
): Promise<Body> => post(app, clinic.admin, [`/sessions/${session.id as string}/${action}`, body])

/** Takes a cash payment as the clinic's accountant; gives payment and balances. */
export const pay = (
  app: TestApp,
  clinic: Clinic,
  body: { amountMinor: number } & Body,
): Promise<Body> =>
  post(app, clinic.accountant, [
    '/payments/record',
    { method: 'cash', patient: clinic.patient, ...body },
  ])

/** Dues and credit of a patient, as the ledger has them. */
export const balancesOf = async (
  app: TestApp,
  patient: string,
): Promise<{ creditMinor: number; duesMinor: number }> => {
  const [row] = await app.sql<{ credit: number; dues: number }>(
    `select max(shown_minor) filter (where kind = 'patient-credit')::int as credit,
            max(shown_minor) filter (where kind = 'patient-receivable')::int as dues
       from ledger_accounts where patient_id = $1`,
    [patient],
  )
  return { creditMinor: row?.credit ?? 0, duesMinor: row?.dues ?? 0 }
}

/** The ledger's own proof; must be empty whatever a test did. */
export const violations = (app: TestApp): Promise<Body[]> =>
  app.sql<Body>('select * from fin.violations')
