// Two people change different fields of one row at the same moment: both changes stay; and whoever read an
// older state is told. @rule integrity §1.2
import { slugs } from '../../src/slugs.ts'
import type { TestApp, TestUser } from '../support/app.ts'
import { bookingOf, type Clinic, createSuperAdmin } from '../support/clinic.ts'
import { book, get, post } from '../support/flows.ts'
import { openClinic, weekdays } from './support/clinic.ts'
import { type Cleanup, prove } from './support/prove.ts'

const ROUNDS = 50

/** One editable row: who changes it, and two fields with a new value for each round. */
interface Editable {
  readonly as: TestUser
  readonly id: string
  readonly one: (round: number) => Record<string, unknown>
  readonly other: (round: number) => Record<string, unknown>
  readonly slug: string
}

type Row = Record<string, unknown>

const idIn = async (app: TestApp, as: TestUser, route: string): Promise<string> =>
  ((await get(app, as, route)).docs as { id: string }[])[0]?.id ?? ''

const text = (name: string) => (round: number) => ({ [name]: `${name} ${round}` })
const whole =
  (name: string, from = 1) =>
  (round: number) => ({ [name]: from + round })

const arrange = async (app: TestApp, clinic: Clinic): Promise<Editable[]> => {
  const { accountant, admin, operator } = clinic
  const platform = await createSuperAdmin(app)
  const [day = ''] = weekdays(7)
  const { session } = await book(app, clinic, bookingOf(clinic, { startsAt: `${day}T10:00` }))
  const { doc: price } = await post(app, admin, [
    '/pricing',
    {
      durationMinutes: 45,
      priceMinor: 90_000,
      therapist: clinic.therapist.id,
      therapyType: clinic.type,
    },
  ])
  const { payment } = await post(app, accountant, [
    '/payments/record',
    { amountMinor: 100, method: 'cash', patient: clinic.patient },
  ])
  const first = (slug: string): Promise<string> => idIn(app, admin, `/${slug}?limit=1`)
  const membership = await idIn(
    app,
    admin,
    `/memberships?where[user][equals]=${clinic.operator.id}`,
  )
  const row = (slug: string, id: string, as: TestUser) => ({ as, id, slug })
  return [
    {
      ...row(slugs.patients, clinic.patient, operator),
      one: text('address'),
      other: text('referralSource'),
    },
    {
      ...row(slugs.contacts, clinic.contact, operator),
      one: text('firstName'),
      other: text('lastName'),
    },
    {
      ...row(slugs.therapyTypes, clinic.type, admin),
      one: text('description'),
      other: text('cptCode'),
    },
    {
      ...row(slugs.pricing, price.id as string, admin),
      one: whole('priceMinor'),
      other: whole('durationMinutes', 10),
    },
    {
      ...row(slugs.availability, await first('availability'), admin),
      one: whole('maxSessions'),
      other: (round) => ({ telehealth: round % 2 === 0 }),
    },
    { ...row(slugs.locations, clinic.location, admin), one: text('address'), other: text('name') },
    { ...row(slugs.rooms, clinic.room, admin), one: text('name'), other: whole('capacity') },
    {
      ...row(slugs.memberships, membership, admin),
      one: (round) => ({ roles: round % 2 === 0 ? ['operator'] : ['operator', 'accountant'] }),
      other: (round) => ({ locations: round % 2 === 0 ? [] : [clinic.location] }),
    },
    {
      ...row(slugs.settings, await first('settings'), admin),
      one: (round) => ({ people: { adultAgeYears: 14 + (round % 10) } }),
      other: (round) => ({ billing: { therapistSeesAmounts: round % 2 === 0 } }),
    },
    {
      ...row(slugs.tenants, clinic.tenant.id, platform),
      one: text('name'),
      other: text('address'),
    },
    {
      ...row(slugs.users, clinic.therapist.id, admin),
      one: text('firstName'),
      other: text('lastName'),
    },
    {
      ...row(slugs.sessions, session.id as string, operator),
      one: text('notes'),
      other: text('patientNotes'),
    },
    {
      ...row(slugs.attendances, await first('attendances'), admin),
      one: text('notes'),
      other: (round) => ({ status: round % 2 === 0 ? 'expected' : 'excused' }),
    },
    {
      ...row(slugs.payments, payment.id as string, accountant),
      one: text('notes'),
      other: () => ({}),
    },
  ]
}

const patch = (
  app: TestApp,
  { as, id, slug }: Editable,
  { body, headers = {} }: { body: object; headers?: Record<string, string> },
) => app.rest('PATCH', `/${slug}/${id}`, { as, body, headers })

/** What the row must say: the fields that were sent, wherever they stand. */
const holds = (doc: Row, sent: Row): boolean =>
  Object.entries(sent).every(([name, value]) =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? holds(doc[name] as Row, value as Row)
      : JSON.stringify(doc[name]) === JSON.stringify(value),
  )

const race = async (app: TestApp, row: Editable): Promise<{ failed: number; lost: number }> => {
  let [failed, lost] = [0, 0]
  for (let round = 1; round <= ROUNDS; round += 1) {
    const [one, other] = [row.one(round), row.other(round)]
    const answers = await Promise.all([
      patch(app, row, { body: one }),
      patch(app, row, { body: other }),
    ])
    if (answers.some(({ status }) => status !== 200)) failed += 1
    const doc = await get(app, row.as, `/${row.slug}/${row.id}?depth=0`)
    if (!holds(doc, one) || !holds(doc, other)) lost += 1
  }
  return { failed, lost }
}

/** Every way to say which state one read: header, field, and the form of the admin panel. */
const staleTries = async (app: TestApp, row: Editable): Promise<number> => {
  const { updatedAt } = await get(app, row.as, `/${row.slug}/${row.id}?depth=0`)
  await patch(app, row, { body: row.one(ROUNDS + 1) })
  const body = row.one(ROUNDS + 2)
  const answers = [
    await patch(app, row, { body, headers: { 'if-match': `"${String(updatedAt)}"` } }),
    await patch(app, row, { body: { ...body, updatedAt } }),
  ]
  return answers.filter(
    ({ body: { errors }, status }) =>
      status === 412 && errors?.[0]?.data?.code === 'stale-document',
  ).length
}

/** Without the row's lock the same race must lose something, or it shows nothing. */
const unlocked = async (app: TestApp, row: Editable): Promise<number> => {
  const { config } = app.payload.collections[row.slug as 'patients']
  const kept = config.hooks.beforeOperation
  config.hooks.beforeOperation = kept.filter(({ name }) => name !== 'preventLostUpdates')
  const { lost } = await race(app, row)
  config.hooks.beforeOperation = kept
  return lost
}

await prove('lost-updates', async (cleanup: Cleanup) => {
  const { app, clinic } = await openClinic(cleanup)
  const rows = await arrange(app, clinic)
  const bySlug: Record<string, { failed: number; lost: number; stale: number }> = {}
  for (const row of rows) {
    bySlug[row.slug] = { ...(await race(app, row)), stale: await staleTries(app, row) }
  }
  const control = await unlocked(app, rows[0] as Editable)
  const found = Object.values(bySlug)
  const lost = found.reduce((sum, one) => sum + one.lost, 0)
  const isWhole = found.every(({ failed, stale }) => failed === 0 && stale === 2)
  return {
    figures: { bySlug, collections: rows.length, control, lost, rounds: ROUNDS * rows.length },
    ok: lost === 0 && isWhole && control > 0,
  }
})
