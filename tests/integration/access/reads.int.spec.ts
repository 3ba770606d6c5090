import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { formatNames } from 'payload'
import { type Slug, slugs } from '../../../src/slugs.ts'
import type { TestUser } from '../../support/app.ts'
import { updateSettings } from '../../support/clinic.ts'
import { ENTRIES, type Entry, localOutcome, outcomeOf } from '../../support/entries.ts'
import { type AccessStage, type Actor, reachOf, ROLES, setAccessStage, SLUGS } from './stage.ts'

let stage: AccessStage

beforeAll(async () => {
  stage = await setAccessStage()
}, 120_000)
afterAll(async () => {
  await stage.app.close()
})

interface Read {
  /** How many the collection counts for this reader. */
  readonly count: number
  /** Ids of the list. */
  readonly list: readonly string[]
  /** The code of each row that was asked for by its id; `seen` where it is shown. */
  readonly one: readonly string[]
}

const REFUSED: Pick<Read, 'count' | 'list'> = { count: -1, list: ['forbidden'] }

type Reader = (as: TestUser, slug: Slug, ids: readonly string[]) => Promise<Read>

const idsOf = (docs: unknown): string[] => (docs as { id: string }[]).map(({ id }) => id)

const byRest: Reader = async (as, slug, ids) => {
  const page = await stage.app.rest('GET', `/${slug}?limit=100`, { as })
  const count = await stage.app.rest('GET', `/${slug}/count`, { as })
  const one = await Promise.all(
    ids.map(async (id) => {
      const answer = await stage.app.rest('GET', `/${slug}/${id}`, { as })
      return answer.body.id === id ? 'seen' : String(outcomeOf(answer).code)
    }),
  )
  expect(count.status).toBe(page.status)
  const list = page.status === 403 ? REFUSED : undefined
  return {
    ...(list ?? { count: Number(count.body.totalDocs), list: idsOf(page.body.docs) }),
    one,
  }
}

const byGraphql: Reader = async (as, slug, ids) => {
  const { plural, singular } = formatNames(slug)
  const names =
    singular === plural ? { many: `all${plural}`, one: singular } : { many: plural, one: singular }
  const codeOf = (errors: unknown): string =>
    String((errors as { extensions?: { data?: { code?: string } } }[])[0]?.extensions?.data?.code)
  const one = await Promise.all(
    ids.map(async (id) => {
      const { body } = await stage.app.graphql(`{ doc: ${names.one}(id: "${id}") { id } }`, { as })
      const doc = (body.data as { doc?: { id: string } | null } | null)?.doc
      return doc?.id === id ? 'seen' : codeOf(body.errors)
    }),
  )
  const { body } = await stage.app.graphql(
    `{ page: ${names.many}(limit: 100) { docs { id } } count: count${names.many.replace(/^all/, '')} { totalDocs } }`,
    { as },
  )
  const data = body.data as { count?: { totalDocs: number }; page?: { docs: unknown } } | null
  const isShown = body.errors === undefined
  const list = isShown
    ? { count: Number(data?.count?.totalDocs), list: idsOf(data?.page?.docs) }
    : { count: -1, list: [codeOf(body.errors)] }
  return { ...list, one }
}

const byLocal: Reader = async (as, slug, ids) => {
  const shared = { collection: slug, overrideAccess: false } as const
  const { payload } = stage.app
  const one = await Promise.all(
    ids.map(async (id) => {
      const req = await stage.app.reqOf(as)
      const { code } = await localOutcome(
        async () => (await payload.findByID({ ...shared, id, req })) as object,
      )
      return code ?? 'seen'
    }),
  )
  const found = await localOutcome(async () => {
    const page = await payload.find({ ...shared, limit: 100, req: await stage.app.reqOf(as) })
    const { totalDocs } = await payload.count({ ...shared, req: await stage.app.reqOf(as) })
    return { docs: page.docs, totalDocs }
  })
  const list =
    found.doc === undefined
      ? { count: -1, list: [String(found.code)] }
      : { count: Number(found.doc.totalDocs), list: idsOf(found.doc.docs) }
  return { ...list, one }
}

const READERS: Readonly<Record<Entry, Reader>> = {
  GraphQL: byGraphql,
  'Local API': byLocal,
  REST: byRest,
}

const read = (entry: Entry, actor: Actor, slug: Slug): Promise<Read> => {
  const { other, own } = stage.rows[slug]
  return READERS[entry](stage.people[actor], slug, [own, other])
}

const cells = ENTRIES.flatMap((entry) =>
  SLUGS.flatMap((slug) =>
    ROLES.map((actor) => ({ actor, entry, reach: reachOf(slug, 'read', actor), slug })),
  ),
)

/** The log grows with every question, and has lines of the platform too. */
const isLog = ({ slug }: { slug: Slug }): boolean => slug === slugs.auditLog

/** The platform is told over the API that a clinic opens under a grant. */
const refusalFor = (entry: Entry, actor: Actor): string =>
  actor === 'super-admin' && entry !== 'Local API' ? 'break-glass-required' : 'forbidden'

describe('Who may read', () => {
  it.each(ENTRIES)(
    '%s should show the log to admins, and its own lines to the platform',
    async (entry) => {
      const { other, own } = stage.rows[slugs.auditLog]
      const admin = await read(entry, 'admin', slugs.auditLog)
      const platform = await read(entry, 'super-admin', slugs.auditLog)
      expect(admin.one).toEqual(['seen', 'seen'])
      expect(platform.one).toEqual(['not-found', 'not-found'])
      expect(platform.list).not.toEqual(expect.arrayContaining([own]))
      expect(platform.list).not.toEqual(expect.arrayContaining([other]))
    },
  )

  it.each(
    cells.filter((cell) => cell.reach === 'no' && !(isLog(cell) && cell.actor === 'super-admin')),
  )('$entry should show $actor nothing of $slug', async ({ actor, entry, slug }) => {
    const code = refusalFor(entry, actor)
    expect(await read(entry, actor, slug)).toEqual({
      count: -1,
      list: [entry === 'REST' ? 'forbidden' : code],
      one: [code, code],
    })
  })

  it.each(cells.filter((cell) => cell.reach === 'all' && !isLog(cell)))(
    '$entry should show $actor all of $slug',
    async ({ actor, entry, slug }) => {
      const { count, list, one } = await read(entry, actor, slug)
      const { other, own } = stage.rows[slug]
      expect(one).toEqual(['seen', 'seen'])
      expect(list).toEqual(expect.arrayContaining([own, other]))
      expect(count).toBe(list.length)
    },
  )

  /** A clinic is its people's own, as a whole. */
  const own = cells.filter(({ reach, slug }) => reach === 'own' && slug !== slugs.tenants)
  it.each(own)(
    "$entry should show $actor their own of $slug and nobody else's",
    async ({ actor, entry, slug }) => {
      const { count, list, one } = await read(entry, actor, slug)
      const rows = stage.rows[slug]
      expect(one).toEqual(['seen', 'not-found'])
      expect(list).toContain(rows.own)
      expect(list).not.toContain(rows.other)
      expect(count).toBe(list.length)
    },
  )

  const staff = cells.filter(({ reach, slug }) => reach === 'own' && slug === slugs.tenants)
  it.each(staff)('$entry should show $actor their own clinic only', async ({ actor, entry }) => {
    const { count, list } = await read(entry, actor, slugs.tenants)
    expect({ count, list }).toEqual({ count: 1, list: [stage.clinic.tenant.id] })
  })
})

describe('Nobody', () => {
  it.each(SLUGS)('should read %s without signing in', async (slug) => {
    const { own } = stage.rows[slug]
    const answers = await Promise.all(
      [`/${slug}`, `/${slug}/count`, `/${slug}/${own}`].map((route) =>
        stage.app.rest('GET', route),
      ),
    )
    expect(answers.map((answer) => outcomeOf(answer))).toMatchObject(
      Array(3).fill({ code: 'unauthenticated', status: 401 }),
    )
  })
})

describe('A setting that opens amounts to therapists', () => {
  const MONEY = [slugs.payments, slugs.paymentAllocations, slugs.ledgerAccounts] as const

  const set = (therapistSeesAmounts: boolean) =>
    updateSettings(stage.app, stage.clinic.tenant.id, ({ billing }) => ({
      billing: { ...billing, therapistSeesAmounts },
    }))

  it.each(MONEY)('should open their own of %s, and close them again', async (slug) => {
    await set(true)
    const open = await read('REST', 'therapist', slug)
    await set(false)
    const closed = await read('REST', 'therapist', slug)
    expect(open.one).toEqual(['seen', 'not-found'])
    expect(closed).toEqual({ ...REFUSED, one: ['forbidden', 'forbidden'] })
  })

  const FIELDS: readonly (readonly [Slug, string])[] = [
    [slugs.patients, 'outstandingDuesMinor'],
    [slugs.attendances, 'priceMinor'],
  ]
  it.each(FIELDS)('should show and hide amounts in %s', async (slug, field) => {
    const seen = async () => {
      const { body } = await stage.app.rest('GET', `/${slug}/${stage.rows[slug].own}`, {
        as: stage.people.therapist,
      })
      return Object.hasOwn(body, field)
    }
    await set(true)
    const open = await seen()
    await set(false)
    expect([open, await seen()]).toEqual([true, false])
  })

  it.each(FIELDS)('should leave no way to find hidden amounts out in %s', async (slug, field) => {
    const as = stage.people.therapist
    const queries = [
      `?where[${field}][greater_than]=0`,
      `/count?where[${field}][equals]=0`,
      `?sort=${field}`,
      `?sort=-${field}`,
    ]
    const answers = await Promise.all(
      queries.map((query) => stage.app.rest('GET', `/${slug}${query}`, { as })),
    )
    expect(answers.map(({ status }) => status)).toEqual([400, 400, 400, 400])
  })
})
