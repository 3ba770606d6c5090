import type { SanitizedConfig } from 'payload'
import type { Side } from './stage.ts'
import type { Names } from './types.ts'

interface Try {
  readonly body?: (home: Side, names: Names) => object
  readonly headers?: Readonly<Record<string, string>>
  /** The query or the `:id`. */
  readonly id?: (names: Names) => string
  readonly mayWrite?: boolean
  readonly query?: (home: Side, names: Names) => string
  readonly shape: string
}

const bookingOf = ({ clinic }: Side, change: object): object => ({
  location: clinic.location,
  patient: clinic.patient2,
  startsAt: '2026-06-04T15:00',
  therapist: clinic.therapist2.id,
  therapyType: clinic.type,
  ...change,
})

const REASON = { reason: 'Because' }
/** Nobody may: it names a row of somebody else's. */
const onForeign = (collection: keyof Names['rows'], body: object = {}): Try[] => [
  { body: () => body, id: ({ rows }) => rows[collection], shape: 'foreign id' },
  {
    body: () => body,
    headers: { 'idempotency-key': 'tenant-rows' },
    id: ({ rows }) => rows[collection],
    shape: 'foreign id, foreign key',
  },
  {
    body: (_, { tenant }) => ({ ...body, tenant }),
    id: ({ rows }) => rows[collection],
    shape: 'tenant in body',
  },
]

const FOREIGN_WISHES: readonly (readonly [string, (names: Names) => string])[] = [
  ['location', ({ rows }) => rows.locations],
  ['patient', ({ rows }) => rows.patients],
  ['therapist', ({ therapist }) => therapist],
  ['coTherapist', ({ therapist }) => therapist],
  ['therapyType', ({ rows }) => rows['therapy-types']],
  ['room', ({ rows }) => rows.rooms],
  ['tenant', ({ tenant }) => tenant],
]

const booking: Try[] = [
  ...FOREIGN_WISHES.map(([field, of]) => ({
    body: (home: Side, names: Names) => bookingOf(home, { [field]: of(names) }),
    shape: `foreign ${field}`,
  })),
  ...FOREIGN_WISHES.map(([field, of]) => ({
    body: (home: Side, names: Names) => bookingOf(home, { dryRun: true, [field]: of(names) }),
    shape: `dry run, foreign ${field}`,
  })),
  {
    body: (home, names) =>
      bookingOf(home, Object.fromEntries(FOREIGN_WISHES.map(([field, of]) => [field, of(names)]))),
    shape: 'all foreign',
  },
]

const narrowed = (range: string): Try[] => [
  { query: () => range, shape: 'plain' },
  ...FOREIGN_WISHES.filter(([field]) => !['coTherapist', 'patient'].includes(field)).map(
    ([field, of]) => ({
      query: (_: Side, names: Names) => `${range}&${field}=${of(names)}`,
      shape: `foreign ${field}`,
    }),
  ),
]

const payment = ({ clinic }: Side, change: object): object => ({
  amountMinor: 100,
  method: 'cash',
  patient: clinic.patient2,
  ...change,
})

const record: Try[] = [
  { body: (home, { rows }) => payment(home, { patient: rows.patients }), shape: 'foreign patient' },
  { body: (home, { rows }) => payment(home, { contact: rows.contacts }), shape: 'foreign contact' },
  {
    body: (home, { rows }) =>
      payment(home, { allocations: [{ amountMinor: 10, attendance: rows.attendances }] }),
    shape: 'foreign attendance',
  },
  {
    body: (_, { rows }) => ({ amountMinor: 5_000, method: 'cash', patient: rows.patients }),
    headers: { 'idempotency-key': 'tenant-rows' },
    shape: "another clinic's key",
  },
]

const reschedules: Try[] = (
  [
    ['location', ({ rows }) => rows.locations],
    ['room', ({ rows }) => rows.rooms],
    ['therapist', ({ therapist }) => therapist],
    ['coTherapist', ({ therapist }) => therapist],
  ] as readonly (readonly [string, (names: Names) => string])[]
).map(([field, of]) => ({
  body: (_, names) => ({ [field]: of(names), reason: 'Because', startsAt: '2026-06-04T16:00' }),
  id: () => 'own',
  shape: `own row, foreign ${field}`,
}))

const invitation = ({ clinic }: Side, change: object): object => ({
  email: 'invited@test.example',
  firstName: 'In',
  lastName: 'Vited',
  locations: [clinic.location],
  roles: ['admin'],
  ...change,
})

/** They act on the caller alone, by their token, and take nobody else's name. */
const onOneself = (method: 'get' | 'post', body: object): Try[] =>
  method === 'get'
    ? [{ query: (_, { rows }) => `user=${rows.users}`, shape: 'foreign user' }]
    : [{ body: (_, { rows }) => ({ ...body, user: rows.users }), shape: 'foreign user' }]

/** Every route of our own, with what is tried there. A route that is not here fails the inventory. */
export const ROUTES: Readonly<Record<string, readonly Try[]>> = {
  'get /reports/dashboard': [
    { shape: 'plain' },
    { query: (_, { tenant }) => `tenant=${tenant}`, shape: 'foreign tenant' },
    {
      query: (_, { tenant }) => `tenant=${tenant}&fresh=true&month=2026-06`,
      shape: 'foreign tenant, fresh',
    },
  ],
  'get audit-log/access': [
    { shape: 'plain' },
    { query: (_, { tenant }) => `tenant=${tenant}`, shape: 'foreign tenant' },
    { query: (_, { rows }) => `patient=${rows.patients}`, shape: 'foreign patient' },
    { query: (_, { rows }) => `user=${rows.users}`, shape: 'foreign user' },
    {
      query: (_, { rows, tenant }) => `tenant=${tenant}&patient=${rows.patients}`,
      shape: 'all foreign',
    },
  ],
  'get audit-log/verify': [
    { shape: 'plain' },
    { query: (_, { tenant }) => `tenant=${tenant}`, shape: 'foreign tenant' },
  ],
  'get availability/slots': narrowedSlots(),
  'get patients/': [],
  'get patients/:id/statement': [{ id: ({ rows }) => rows.patients, shape: 'foreign id' }],
  'get patients/duplicates': [
    { query: (_, { text }) => `firstName=${text}&lastName=${text}`, shape: 'foreign text' },
    { query: (_, { rows }) => `firstName=Asha&contact=${rows.contacts}`, shape: 'foreign contact' },
    { query: (_, { tenant }) => `firstName=Asha&tenant=${tenant}`, shape: 'foreign tenant' },
  ],
  'get patients/search': [
    { query: (_, { text }) => `q=${text}`, shape: 'foreign text' },
    { query: () => 'q=as', shape: 'plain' },
    { query: (_, { tenant }) => `q=as&tenant=${tenant}`, shape: 'foreign tenant' },
  ],
  'get pricing/resolve': [
    {
      query: (_, { rows, therapist }) =>
        `therapist=${therapist}&therapyType=${rows['therapy-types']}`,
      shape: 'all foreign',
    },
    {
      query: ({ clinic }, { therapist }) => `therapist=${therapist}&therapyType=${clinic.type}`,
      shape: 'foreign therapist',
    },
    {
      query: ({ clinic }, { rows }) =>
        `therapist=${clinic.therapist.id}&therapyType=${rows['therapy-types']}`,
      shape: 'foreign type',
    },
  ],
  'get sessions/calendar': narrowed('from=2026-06-01&to=2026-06-20'),
  'get tenants/:id/break-glass': [{ id: ({ rows }) => rows.tenants, shape: 'foreign id' }],
  'get tenants/populate-tenant-options': [{ shape: 'plain' }],
  'get users/invitation': [{ query: () => 'token=unknown', shape: 'unknown token' }],
  'get users/mfa': onOneself('get', {}),
  'get users/sign-ins': [{ shape: 'plain' }, ...onOneself('get', {})],
  'post attendances/:id/waive': onForeign('attendances', REASON),
  'post ledger-transfers/:id/reverse': onForeign('ledger-transfers', REASON),
  'post patients/:id/credits': onForeign('patients', { amountMinor: 100, method: 'cash' }),
  'post patients/:id/medical-notes': onForeign('patients', { medicalNotes: 'touched' }),
  'post patients/:id/opening-balance': onForeign('patients', { duesMinor: 100 }),
  'post patients/:id/write-off': onForeign('patients', REASON),
  'post payments/:id/void': onForeign('payments', REASON),
  'post payments/record': record,
  'post sessions/:id/cancel': onForeign('sessions', { reasonCode: 'weather' }),
  'post sessions/:id/check-in': onForeign('sessions'),
  'post sessions/:id/complete': onForeign('sessions'),
  'post sessions/:id/confirm': onForeign('sessions'),
  'post sessions/:id/correct': onForeign('sessions', { to: 'no-show' }),
  'post sessions/:id/no-show': onForeign('sessions'),
  'post sessions/:id/notes': onForeign('sessions', { notes: 'touched' }),
  'post sessions/:id/reschedule': [
    ...onForeign('sessions', { startsAt: '2026-06-04T16:00' }),
    ...reschedules,
  ],
  'post sessions/:id/start': onForeign('sessions'),
  'post sessions/book': booking,
  'post tenants/:id/break-glass': onForeign('tenants', REASON),
  'post tenants/:id/break-glass/end': onForeign('tenants'),
  'post users/:id/reset-mfa': onForeign('users', { reason: 'Because it is so' }),
  'post users/accept-invitation': [
    {
      body: () => ({ password: 'correct horse battery', token: 'unknown' }),
      shape: 'unknown token',
    },
  ],
  'post users/change-password': onOneself('post', { newPassword: 'a', password: 'b' }),
  'post users/invite': [
    { body: (home, { tenant }) => invitation(home, { tenant }), shape: 'foreign tenant' },
    {
      body: (home, { rows }) => invitation(home, { locations: [rows.locations] }),
      shape: 'foreign location',
    },
    {
      body: (home, { rows, tenant }) => invitation(home, { locations: [rows.locations], tenant }),
      shape: 'all foreign',
    },
  ],
  'post users/mfa/backup-codes': onOneself('post', { code: '000000' }),
  'post users/mfa/confirm': onOneself('post', { code: '000000' }),
  'post users/mfa/enrol': onOneself('post', { password: 'b' }),
  'post users/mfa/remove': onOneself('post', { code: '000000', password: 'b' }),
  'post users/sign-ins/:id/end': [
    { body: () => ({}), id: ({ signIn }) => signIn, shape: 'foreign id' },
  ],
  'post users/sign-ins/end-others': onOneself('post', {}),
}

function narrowedSlots(): Try[] {
  return FOREIGN_WISHES.filter(([field]) =>
    ['location', 'therapist', 'therapyType'].includes(field),
  ).map(([field, of]) => ({
    query: ({ clinic }: Side, names: Names) => {
      const asked = { therapyType: clinic.type, [field]: of(names) }
      return `from=2026-06-02&to=2026-06-05&${new URLSearchParams(asked).toString()}`
    },
    shape: `foreign ${field}`,
  }))
}

/** Payload's own, for every collection; cells.ts tries each. */
const OF_PAYLOAD = [
  'get /count',
  'post /',
  'delete /',
  'delete /:id',
  'post /access/:id?',
  'get /versions',
  'post /:id/duplicate',
  'get /',
  'get /:id',
  'get /versions/:id',
  'post /versions/:id',
  'patch /',
  'patch /:id',
]

/** Of signing in: they act on the caller, whom they name by token or address. */
const OF_SIGN_IN = [
  'get /init',
  'get /me',
  'post /first-register',
  'post /forgot-password',
  'post /login',
  'post /logout',
  'post /refresh-token',
  'post /reset-password',
  'post /unlock',
  'post /verify/:id',
]

/** By key, of the caller alone. */
const OF_PREFERENCES = ['delete /:key', 'get /:key', 'post /:key']

/** Routes of the config that the matrix does not try. */
export const unknownRoutes = ({ collections, endpoints }: SanitizedConfig): string[] => {
  const known = new Set(Object.keys(ROUTES))
  const own = endpoints
    .map(({ method, path }) => `${method} ${path}`)
    .filter((route) => !known.has(route) && route !== 'get /access')
  const ofCollections = collections.flatMap(({ auth, endpoints: all, slug }) =>
    (all || [])
      .map(({ method, path }) => `${method} ${path}`)
      .filter(
        (route) =>
          !OF_PAYLOAD.includes(route) &&
          !(Boolean(auth) && OF_SIGN_IN.includes(route)) &&
          !(slug === 'payload-preferences' && OF_PREFERENCES.includes(route)),
      )
      .map((route) => route.replace(' /', ` ${slug}/`))
      .filter((route) => !known.has(route)),
  )
  return [...new Set([...own, ...ofCollections])].sort()
}

/** Entries of the table that the config does not have any more. */
export const lostRoutes = ({ collections, endpoints }: SanitizedConfig): string[] => {
  const there = new Set([
    ...endpoints.map(({ method, path }) => `${method} ${path}`),
    ...collections.flatMap(({ endpoints: all, slug }) =>
      (all || []).map(({ method, path }) => `${method} ${slug}${path}`),
    ),
  ])
  return Object.keys(ROUTES).filter((route) => !there.has(route))
}
