import type { Slug } from '../../../src/slugs.ts'
import type { TestApp, TestUser } from '../../support/app.ts'
import { outcomeOf } from '../../support/entries.ts'
import type { Stage } from '../../support/refusals.ts'

const done = async (
  app: TestApp,
  as: TestUser,
  [route, body]: [string, object],
): Promise<string> => {
  const answer = await app.rest('POST', route, { as, body })
  const { code, doc, status } = outcomeOf(answer)
  if (doc === undefined) throw new Error(`${route} answered ${status} ${code ?? ''}`)
  return doc.id as string
}

/** Books over REST and gives the session's id. */
export const bookAs = (app: TestApp, as: TestUser, body: object): Promise<string> =>
  done(app, as, ['/sessions/book', body])

/** Records a cash payment and gives its id. */
export const recordAs = (
  app: TestApp,
  as: TestUser,
  body: { amountMinor: number; patient: string },
): Promise<string> => done(app, as, ['/payments/record', { method: 'cash', ...body }])

/** Any action under a session or another document. */
export const actAs = (app: TestApp, as: TestUser, action: [string, object]): Promise<string> =>
  done(app, as, action)

/** The settings of a clinic as its admin reads them, as JSON. */
export const readSettings = async ({
  app,
  clinic,
}: Pick<Stage, 'app' | 'clinic'>): Promise<string> => {
  const { body } = await app.rest('GET', '/settings', { as: clinic.admin })
  const { docs } = body as { docs: object[] }
  return JSON.stringify(docs[0])
}

/** Creates a document over REST and gives its id. */
export const createAs = (
  app: TestApp,
  as: TestUser,
  [slug, data]: [Slug, object],
): Promise<string> => done(app, as, [`/${slug}`, data])

export const idOfMembership = async ({ app, clinic }: Stage, user: TestUser): Promise<string> => {
  const [row] = await app.sql<{ id: string }>(
    'select id from memberships where tenant_id = $1 and user_id = $2',
    [clinic.tenant.id, user.id],
  )
  return row?.id ?? ''
}

export const idOfWindow = async (
  { app }: Stage,
  of: { dayOfWeek: number; therapist: TestUser },
): Promise<string> => {
  const [row] = await app.sql<{ id: string }>(
    'select id from availability where therapist_id = $1 and day_of_week = $2',
    [of.therapist.id, of.dayOfWeek],
  )
  return row?.id ?? ''
}

/** Changes a document over REST and gives its id. */
export const updateAs = async (
  app: TestApp,
  as: TestUser,
  [slug, id, data]: [Slug, string, object],
): Promise<string> => {
  const { code, status } = outcomeOf(await app.rest('PATCH', `/${slug}/${id}`, { as, body: data }))
  if (code !== undefined) throw new Error(`${slug} answered ${status} ${code}`)
  return id
}

export const idOfAttendance = async (app: TestApp, session: string): Promise<string> => {
  const [row] = await app.sql<{ id: string }>('select id from attendances where session_id = $1', [
    session,
  ])
  return row?.id ?? ''
}
