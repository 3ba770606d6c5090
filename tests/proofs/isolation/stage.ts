import { asSystem } from '../../../src/db/scope.ts'
import { type Slug, slugs } from '../../../src/slugs.ts'
import { PASSWORD, startTestApp, type TestApp, type TestUser } from '../../support/app.ts'
import { createSuperAdmin, createUser } from '../../support/clinic.ts'
import { captureLog } from '../../support/logs.ts'
import { book, post } from '../../support/flows.ts'
import { fillClinic, type FullClinic } from '../../integration/database/tenantRows.ts'
import { type Mark, NOTES, placeCanaries } from './canaries.ts'
import { customers, CUSTOMERS, makeCustomersTable } from './customers.ts'

/** Where somebody works: the marks of the clinics whose texts they may ever be shown. */
export interface ActorOf {
  readonly collection: 'customers' | 'users' | null
  /** The clinic they try to look into. */
  readonly foreign: Mark
  readonly home: Mark
  readonly marks: readonly Mark[]
  readonly role?: string
  readonly token?: string
  readonly user?: TestUser
}

export type Rows = Readonly<Record<Slug, string>>

export interface Side {
  readonly clinic: FullClinic
  /** One row of each collection. */
  readonly rows: Rows
}

export interface Stage {
  readonly actors: Readonly<Record<string, ActorOf>>
  readonly app: TestApp
  /** How many texts hold a canary. */
  readonly canariesPlaced: number
  readonly log: () => string
  /** Which clinics a row belongs to, and its table, by its id. */
  readonly owners: ReadonlyMap<string, { readonly mark: Mark; readonly table: string }>
  readonly preferences: Readonly<Record<Mark, string>>
  readonly sides: Readonly<Record<Mark, Side>>
  /** Of each clinic's admin. */
  readonly signIns: Readonly<Record<Mark, string>>
}

const MARKS = ['a', 'b', 'c'] as const

const oneRowEach = async (app: TestApp, clinic: FullClinic): Promise<Rows> => {
  const rows: Partial<Record<Slug, string>> = {}
  for (const slug of Object.values(slugs)) {
    const table = slug.replaceAll('-', '_')
    const [sql, value] = FIND[slug] ?? [`where tenant_id = $1 order by id`, clinic.tenant.id]
    const [row] = await app.sql<{ id: string }>(`select id from ${table} ${sql} limit 1`, [
      typeof value === 'string' ? value : value(clinic),
    ])
    if (row === undefined) throw new Error(`${slug} has no row`)
    rows[slug] = row.id
  }
  return rows as Rows
}

const FIND: Partial<Record<Slug, readonly [string, (of: FullClinic) => string]>> = {
  'account-states': ['where user_id = $1', (of) => of.accountant.id],
  contacts: ['where id = $1', (of) => of.contact],
  'ledger-transfers': [
    `where tenant_id = $1 and kind = 'waiver' order by id`,
    (of) => of.tenant.id,
  ],
  locations: ['where id = $1', (of) => of.location],
  memberships: ['where user_id = $1', (of) => of.accountant.id],
  patients: ['where id = $1', (of) => of.patient],
  rooms: ['where id = $1', (of) => of.room],
  sessions: ['where id = $1', (of) => String(of.session.id)],
  tenants: ['where id = $1', (of) => of.tenant.id],
  'therapy-types': ['where id = $1', (of) => of.type],
  users: ['where id = $1', (of) => of.accountant.id],
}

const idsOfClinic = async (
  app: TestApp,
  mark: Mark,
  tenant: string,
): Promise<[string, { mark: Mark; table: string }][]> => {
  const tables = await app.sql<{ name: string }>(
    `select c.relname as name from pg_class c
       join pg_attribute t on t.attrelid = c.oid and t.attname = 'tenant_id' and not t.attisdropped
       join pg_attribute i on i.attrelid = c.oid and i.attname = 'id' and i.atttypid <> 'int4'::regtype
      where c.relkind in ('p', 'r') and c.relnamespace = 'public'::regnamespace`,
  )
  const parts = [
    ...tables.map(
      ({ name }) => `select '${name}' as t, id::text from "${name}" where tenant_id = $1`,
    ),
    `select 'tenants', id::text from tenants where id = $1`,
    `select 'users', user_id::text from memberships where tenant_id = $1`,
    `select 'account_states', s.id::text from account_states s
       join memberships m using (user_id) where m.tenant_id = $1`,
  ]
  const rows = await app.sql<{ id: string; t: string }>(parts.join(' union all '), [tenant])
  return rows.map(({ id, t }) => [id, { mark, table: t }])
}

const ROLES = ['admin', 'operator', 'therapist', 'therapist2', 'accountant'] as const

const addPeople = async (app: TestApp, sides: Record<Mark, FullClinic>) => {
  const system = <T>(run: () => Promise<T>): Promise<T> => asSystem('test', run)
  const both = await system(async () =>
    createUser(app, await app.reqOf(), {
      firstName: 'Both',
      roles: ['admin'],
      tenant: sides.a.tenant.id,
    }),
  )
  const gone = await system(async () =>
    createUser(app, await app.reqOf(), {
      firstName: 'Gone',
      roles: ['admin'],
      tenant: sides.a.tenant.id,
    }),
  )
  await system(async () =>
    app.payload.create({
      collection: slugs.memberships,
      data: { active: true, roles: ['operator'], tenant: sides.b.tenant.id, user: both.id },
      overrideAccess: true,
      req: await app.reqOf(),
    }),
  )
  const customer = (await app.payload.create({
    collection: CUSTOMERS as never,
    data: { email: 'customer@test.example', password: PASSWORD } as never,
    overrideAccess: true,
  })) as { email: string; id: string }
  return { both, customer, gone, superAdmin: await createSuperAdmin(app) }
}

/** Emails hold canaries too, so everybody is called by what the row says now. */
const signIn = async (
  app: TestApp,
  user: TestUser,
  collection: 'customers' | 'users',
): Promise<{ token: string; user: TestUser }> => {
  const [row] = await app.sql<{ email: string }>(`select email from ${collection} where id = $1`, [
    user.id,
  ])
  const email = row?.email ?? ''
  const { token } = await app.payload.login({
    collection: collection as 'users',
    data: { email, password: PASSWORD },
  })
  return { token: token ?? '', user: { email, id: user.id } }
}

const signInsOf = async (
  app: TestApp,
  sides: Record<Mark, Side>,
): Promise<Record<Mark, string>> => {
  const of = async (mark: Mark): Promise<string> => {
    const [row] = await app.sql<{ id: string }>(
      'select id from sign_in_records where user_id = $1 and ended_at is null order by id limit 1',
      [sides[mark].clinic.admin.id],
    )
    if (row === undefined) throw new Error(`nobody of ${mark} is signed in`)
    return row.id
  }
  return { a: await of('a'), b: await of('b'), c: await of('c') }
}

const preferencesOf = async (app: TestApp, mark: Mark, user: string): Promise<string> => {
  const [row] = await app.sql<{ id: string }>(
    `insert into payload_preferences (id, key, value)
     values (gen_random_uuid(), 'collection-patients', jsonb_build_object('limit', 7, 'note', $1::text))
     returning id`,
    [`qx${mark}-payload_preferences-000000000000`],
  )
  await app.sql(
    `insert into payload_preferences_rels (parent_id, path, users_id) values ($1, 'user', $2)`,
    [row?.id, user],
  )
  return row?.id ?? ''
}

/** Through the door that people use, because the table holds nothing to be read. */
const writeNotes = async (app: TestApp, mark: Mark, clinic: FullClinic): Promise<number> => {
  const patients = [clinic.patient, clinic.patient2]
  for (const patient of patients) {
    const medicalNotes = `qx${mark}-${NOTES}-${patient.slice(-12)}`
    await post(app, clinic.admin, [`/patients/${patient}/medical-notes`, { medicalNotes }])
  }
  return patients.length
}

/** Three clinics of one shape with a canary in every text, and everybody who might look. */
export const setStage = async (): Promise<Stage> => {
  const app = await startTestApp({ collections: [customers], prepare: makeCustomersTable })
  const clinics = {} as Record<Mark, FullClinic>
  for (const mark of MARKS) {
    clinics[mark] = await fillClinic(app)
    // A second session, of a patient who is not the second therapist's.
    await book(app, clinics[mark], { startsAt: '2026-06-03T11:00' })
  }
  const people = await addPeople(app, clinics)
  const sides = {} as Record<Mark, Side>
  const owners = new Map<string, { mark: Mark; table: string }>()
  const preferences = {} as Record<Mark, string>
  let canariesPlaced = 0
  for (const mark of MARKS) {
    const clinic = clinics[mark]
    sides[mark] = { clinic, rows: await oneRowEach(app, clinic) }
    for (const [id, of] of await idsOfClinic(app, mark, clinic.tenant.id)) owners.set(id, of)
    canariesPlaced += await writeNotes(app, mark, clinic)
    canariesPlaced += await placeCanaries(app, { mark, tenant: clinic.tenant.id })
    preferences[mark] = await preferencesOf(app, mark, clinic.admin.id)
    owners.set(preferences[mark], { mark, table: 'payload_preferences' })
  }
  // Whoever works in two clinics is nobody's own.
  owners.delete(people.both.id)
  for (const { id } of await app.sql<{ id: string }>(
    'select id from account_states where user_id = $1',
    [people.both.id],
  )) {
    owners.delete(id)
  }
  await app.sql(
    `update users set email = 'both@test.example', first_name = 'Both', last_name = 'Two',
            full_name = 'Both Two' where id = $1`,
    [people.both.id],
  )

  const actors: Record<string, ActorOf> = {
    anonymous: { collection: null, foreign: 'b', home: 'a', marks: [] },
  }
  for (const mark of ['a', 'b'] as const) {
    for (const role of ROLES) {
      const foreign = mark === 'a' ? 'b' : 'a'
      const of = { collection: 'users', foreign, home: mark, marks: [mark] } as const
      const name = role === 'therapist2' ? 'therapist' : role
      const signed = await signIn(app, clinics[mark][role], 'users')
      actors[`${role} of ${mark}`] = { ...of, ...signed, role: name }
    }
  }
  const users = { collection: 'users', foreign: 'b', home: 'a' } as const
  actors.both = {
    ...users,
    ...(await signIn(app, people.both, 'users')),
    foreign: 'c',
    marks: ['a', 'b'],
  }
  actors['super-admin'] = {
    ...users,
    ...(await signIn(app, people.superAdmin, 'users')),
    marks: [],
    role: 'super-admin',
  }
  actors.customer = {
    ...users,
    ...(await signIn(app, people.customer, CUSTOMERS)),
    collection: CUSTOMERS,
    marks: [],
  }
  actors.deactivated = { ...users, ...(await signIn(app, people.gone, 'users')), marks: [] }
  await app.sql(`update account_states set active = false where user_id = $1`, [people.gone.id])
  const signIns = await signInsOf(app, sides)
  const log = captureLog(app)
  return { actors, app, canariesPlaced, log, owners, preferences, sides, signIns }
}
