import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { type Slug, slugs } from '../../../src/slugs.ts'
import { outcomeOf } from '../../support/entries.ts'
import { post } from '../../support/flows.ts'
import { asSystem } from '../../../src/db/scope.ts'
import { createUser } from '../../support/clinic.ts'
import {
  type AccessStage,
  type Action,
  type Actor,
  freshBody,
  isClosed,
  reachOf,
  ROLES,
  setAccessStage,
  SLUGS,
  UNKNOWN_ID,
  unique,
} from './stage.ts'

let stage: AccessStage

beforeAll(async () => {
  stage = await setAccessStage()
}, 120_000)
afterAll(async () => {
  await stage.app.close()
})

const cells = (action: Action) =>
  SLUGS.flatMap((slug) =>
    ROLES.map((actor) => ({ actor, reach: reachOf(slug, action, actor), slug })),
  )

const request = async (
  actor: Actor,
  [method, route, body]: readonly [method: string, route: string, body?: object],
) => outcomeOf(await stage.app.rest(method, route, { as: stage.people[actor], body }))

/** What nobody may write is refused; 403 is only said of what the actor can see. */
const refusalsFor = (slug: Slug, actor: Actor, action: Action) => {
  const { other, own } = stage.rows[slug]
  const read = reachOf(slug, 'read', actor)
  const isShared = other === own
  const seen = [read !== 'no', read === 'all' || (read === 'own' && isShared)]
  return seen.map((isSeen) =>
    isSeen || isClosed(slug, action)
      ? { code: 'forbidden', status: 403 }
      : { code: 'not-found', status: 404 },
  )
}

describe('Who may create', () => {
  const no = cells('create').filter(({ reach }) => reach === 'no')
  const yes = cells('create').filter(({ reach }) => reach !== 'no')

  it.each(no)('$actor should not create in $slug', async ({ actor, slug }) => {
    // That somebody was refused is a line of its own.
    const rows = slug === slugs.auditLog ? `where action <> 'refused'` : ''
    const table = slug.replaceAll('-', '_')
    const count = () => stage.app.sql(`select count(*) from "${table}" ${rows}`)
    const before = await count()
    const outcome = await request(actor, ['POST', `/${slug}`, freshBody(stage, slug, actor)])
    expect(outcome).toMatchObject({ code: 'forbidden', status: 403 })
    expect(await count()).toEqual(before)
  })

  /** Rows that need another one first. */
  const bodyFor = async (slug: Slug, actor: Actor): Promise<object> => {
    const { app, clinic } = stage
    const needs: Partial<Record<Slug, () => Promise<object>>> = {
      memberships: async () => ({
        roles: ['operator'],
        user: await asSystem('test', async () => {
          const { id } = await createUser(app, await app.reqOf(), { roles: [] })
          return id
        }),
      }),
      pricing: async () => ({
        durationMinutes: 30,
        priceMinor: 100,
        therapist: clinic.therapist.id,
        therapyType: (
          await post(app, clinic.admin, [
            '/therapy-types',
            freshBody(stage, 'therapy-types', actor),
          ])
        ).doc.id,
      }),
    }
    return (await needs[slug]?.()) ?? freshBody(stage, slug, actor)
  }

  /** The platform makes the first admin of a clinic only, which has a test of its own. */
  const byHand = yes.filter(
    ({ actor, slug }) => !(actor === 'super-admin' && slug === slugs.memberships),
  )
  it.each(byHand)('$actor should create in $slug', async ({ actor, slug }) => {
    const outcome = await request(actor, ['POST', `/${slug}`, await bodyFor(slug, actor)])
    expect(outcome).toMatchObject({ status: 201 })
  })

  it('a therapist should not create working hours of a colleague', async () => {
    const body = {
      ...freshBody(stage, slugs.availability, 'therapist'),
      therapist: stage.clinic.therapist2.id,
    }
    expect(await request('therapist', ['POST', '/availability', body])).toMatchObject({
      code: 'forbidden',
      status: 403,
    })
  })

  it('nobody who is not signed in should create anything', async () => {
    const outcomes = await Promise.all(
      SLUGS.map(async (slug) => {
        const body = freshBody(stage, slug, 'admin')
        const { code, status } = outcomeOf(await stage.app.rest('POST', `/${slug}`, { body }))
        return `${slug} ${status} ${code ?? ''}`
      }),
    )
    expect(outcomes).toEqual(SLUGS.map((slug) => `${slug} 401 unauthenticated`))
  })
})

/** A change that breaks no rule. */
const changeOf = (slug: Slug): object => {
  const n = unique()
  const changes: Partial<Record<Slug, object>> = {
    attendances: { notes: `Note ${n}` },
    availability: { effectiveFromOn: '2026-05-01' },
    contacts: { language: 'hi' },
    locations: { phone: '+912226001111' },
    memberships: { active: true },
    patients: { firstName: `Asha ${n}` },
    payments: { notes: `Note ${n}` },
    pricing: { priceMinor: 90_000 + n },
    rooms: { capacity: n },
    sessions: { notes: `Note ${n}` },
    settings: { people: { adultAgeYears: 18 } },
    tenants: { email: `clinic.${n}@test.example` },
    'therapy-types': { colour: '#123456' },
    users: { specialties: [`Art ${n}`] },
  }
  return changes[slug] ?? {}
}

describe('Who may change', () => {
  it.each(cells('update').filter(({ reach }) => reach === 'no'))(
    '$actor should not change $slug',
    async ({ actor, slug }) => {
      const { other, own } = stage.rows[slug]
      const outcomes = [
        await request(actor, ['PATCH', `/${slug}/${own}`, changeOf(slug)]),
        await request(actor, ['PATCH', `/${slug}/${other}`, changeOf(slug)]),
      ]
      expect(outcomes).toMatchObject(refusalsFor(slug, actor, 'update'))
    },
  )

  it.each(cells('update').filter(({ reach }) => reach === 'all'))(
    '$actor should change $slug',
    async ({ actor, slug }) => {
      const { other } = stage.rows[slug]
      const outcome = await request(actor, ['PATCH', `/${slug}/${other}`, changeOf(slug)])
      expect(outcome).toMatchObject({ status: 200 })
    },
  )

  it.each(cells('update').filter(({ reach }) => reach === 'own'))(
    '$actor should change their own in $slug and not see the rest',
    async ({ actor, slug }) => {
      const { other, own } = stage.rows[slug]
      const outcomes = [
        await request(actor, ['PATCH', `/${slug}/${own}`, changeOf(slug)]),
        await request(actor, ['PATCH', `/${slug}/${other}`, changeOf(slug)]),
      ]
      expect(outcomes).toMatchObject([{ status: 200 }, { code: 'not-found', status: 404 }])
    },
  )
})

describe('Who may delete', () => {
  it.each(cells('delete').filter(({ reach }) => reach === 'no'))(
    '$actor should not delete $slug',
    async ({ actor, slug }) => {
      const { other, own } = stage.rows[slug]
      const outcomes = [
        await request(actor, ['DELETE', `/${slug}/${own}`]),
        await request(actor, ['DELETE', `/${slug}/${other}`]),
      ]
      expect(outcomes).toMatchObject(refusalsFor(slug, actor, 'delete'))
    },
  )

  /** Where the table says that delete means deactivate, void or cancel. */
  const KEPT: Partial<Record<Slug, string>> = {
    attendances: 'in-use',
    locations: 'in-use',
    payments: 'payment-final',
    rooms: 'in-use',
    sessions: 'in-use',
    tenants: 'in-use',
    users: 'in-use',
  }
  const granted = cells('delete').filter(({ reach }) => reach !== 'no')

  it.each(granted.filter(({ slug }) => slug in KEPT))(
    '$actor should be told that $slug are kept',
    async ({ actor, slug }) => {
      const outcome = await request(actor, ['DELETE', `/${slug}/${stage.rows[slug].own}`])
      expect(outcome).toMatchObject({ code: KEPT[slug], status: 409 })
    },
  )

  it.each(granted.filter(({ slug }) => !(slug in KEPT) && slug !== slugs.pricing))(
    '$actor should delete what nothing hangs on in $slug',
    async ({ actor, slug }) => {
      const made = await request(actor, ['POST', `/${slug}`, freshBody(stage, slug, actor)])
      const id = String(made.doc?.id)
      expect(await request(actor, ['DELETE', `/${slug}/${id}`])).toMatchObject({ status: 200 })
      expect(await request(actor, ['GET', `/${slug}/${id}`])).toMatchObject({ status: 404 })
    },
  )

  it('a therapist should not delete working hours of a colleague', async () => {
    const { other } = stage.rows[slugs.availability]
    expect(await request('therapist', ['DELETE', `/availability/${other}`])).toMatchObject({
      code: 'not-found',
      status: 404,
    })
  })

  it('an admin should delete a price', async () => {
    const { other } = stage.rows[slugs.pricing]
    expect(await request('admin', ['DELETE', `/pricing/${other}`])).toMatchObject({ status: 200 })
  })

  it('nobody should delete what does not exist', async () => {
    const outcomes = await Promise.all(
      SLUGS.map(async (slug) => {
        const { status } = await request('admin', ['DELETE', `/${slug}/${UNKNOWN_ID}`])
        return status
      }),
    )
    expect(new Set(outcomes)).toEqual(new Set([403, 404]))
  })
})
