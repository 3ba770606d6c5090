import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { type Slug, slugs } from '../../../src/slugs.ts'
import type { Answer } from '../../support/app.ts'
import {
  type AccessStage,
  type Actor,
  isClosed,
  reachOf,
  ROLES,
  setAccessStage,
  SLUGS,
  UNKNOWN_ID,
} from './stage.ts'

let stage: AccessStage

beforeAll(async () => {
  stage = await setAccessStage()
}, 120_000)
afterAll(async () => {
  await stage.app.close()
})

/** The platform's admin belongs to no clinic, so no row is foreign there. */
const STAFF = ROLES.filter((role) => role !== 'super-admin')
const cells = SLUGS.flatMap((slug) => STAFF.map((actor) => ({ actor, slug })))

const rest = (actor: Actor, method: string, route: string): Promise<Answer> =>
  stage.app.rest(method, route, {
    as: stage.people[actor],
    ...(method === 'GET' ? {} : { body: {} }),
  })

/** What an answer says, but for the id that each request has of its own. */
const wordsOf = ({ body, status }: Answer): { status: number; text: string } => ({
  status,
  text: JSON.stringify(body).replaceAll(/"requestId":"[^"]+"/g, ''),
})

const foreignIds = async (slug: string): Promise<string[]> => {
  const table = slug.replaceAll('-', '_')
  const column = slug === slugs.tenants ? 'id' : 'tenant_id'
  const people = 'select user_id from memberships where tenant_id = $1'
  const byPerson: Readonly<Record<string, string>> = {
    'account-states': `select id from account_states where user_id in (${people})`,
    users: `select id from users where id in (${people})`,
  }
  const rows = await stage.app.sql<{ id: string }>(
    byPerson[slug] ?? `select id from ${table} where ${column} = $1`,
    [stage.foreign.tenant.id],
  )
  return rows.map(({ id }) => id)
}

describe('A row of another clinic', () => {
  it.each(cells)(
    'should answer $actor as an unknown one in $slug, whatever is asked of it',
    async ({ actor, slug }) => {
      const foreign = stage.strange[slug].own
      const statuses = {
        DELETE: isClosed(slug, 'delete') ? 403 : 404,
        GET: reachOf(slug, 'read', actor) === 'no' ? 403 : 404,
        PATCH: isClosed(slug, 'update') ? 403 : 404,
      }
      for (const [method, status] of Object.entries(statuses)) {
        const answers = [
          await rest(actor, method, `/${slug}/${foreign}`),
          await rest(actor, method, `/${slug}/${UNKNOWN_ID}`),
        ].map(wordsOf)
        expect(answers[0]).toEqual(answers[1])
        expect({ method, status: answers[0]?.status }).toEqual({ method, status })
      }
    },
  )

  it.each(cells)(
    'should not be in what $actor lists or counts of $slug',
    async ({ actor, slug }) => {
      const foreign = await foreignIds(slug)
      expect(foreign.length).toBeGreaterThan(0)
      const list = await rest(actor, 'GET', `/${slug}?limit=100`)
      const text = JSON.stringify(list.body)
      expect(foreign.filter((id) => text.includes(id))).toEqual([])
      const asked = foreign.slice(0, 50).join(',')
      const [found, count] = [
        await rest(actor, 'GET', `/${slug}?where[id][in]=${asked}`),
        await rest(actor, 'GET', `/${slug}/count?where[id][in]=${asked}`),
      ]
      expect(found.body.totalDocs ?? 0).toBe(0)
      expect(count.body.totalDocs ?? 0).toBe(0)
    },
  )

  it('should not be reached through a relation of a filter', async () => {
    const { foreign, people } = stage
    const queries = [
      `/sessions?where[therapist.id][equals]=${foreign.therapist.id}`,
      `/sessions?where[patient.id][equals]=${foreign.patient}`,
      `/patients?where[guardians.contact][equals]=${foreign.contact}`,
      `/payments?where[patient.primaryContact.id][equals]=${foreign.contact}`,
      `/notifications?where[session.location.id][equals]=${foreign.location}`,
      `/memberships?where[tenant][equals]=${foreign.tenant.id}`,
      `/patients?where[or][0][tenant][equals]=${foreign.tenant.id}`,
    ]
    for (const query of queries) {
      const { body } = await stage.app.rest('GET', query, { as: people.admin })
      expect({ query, totalDocs: body.totalDocs as number }).toEqual({ query, totalDocs: 0 })
    }
  })

  it('should not be opened by the tenant selector of the admin panel', async () => {
    const { app, foreign, people } = stage
    const headers = { cookie: `payload-tenant=${foreign.tenant.id}` }
    const list = await app.rest('GET', '/patients', { as: people.admin, headers })
    expect(JSON.stringify(list.body)).not.toContain(foreign.tenant.id)
    const made = await app.rest('POST', '/therapy-types', {
      as: people.admin,
      body: { category: 'individual', defaultDurationMinutes: 30, name: 'Elsewhere' },
      headers,
    })
    expect(made.body.doc.tenant).toBe(stage.clinic.tenant.id)
  })
})

describe('Actions on a row of another clinic', () => {
  const ACTIONS: readonly (readonly [string, Slug, object | undefined])[] = [
    ['confirm', slugs.sessions, {}],
    ['check-in', slugs.sessions, {}],
    ['start', slugs.sessions, {}],
    ['complete', slugs.sessions, { attendance: 'late' }],
    ['no-show', slugs.sessions, {}],
    ['cancel', slugs.sessions, { reasonCode: 'clinic-closed' }],
    ['reschedule', slugs.sessions, { startsAt: '2026-06-03T10:00' }],
    ['statement', slugs.patients, undefined],
    ['credits', slugs.patients, { amountMinor: 100, method: 'cash' }],
    ['write-off', slugs.patients, { reason: 'a kind deed' }],
    ['opening-balance', slugs.patients, { duesMinor: 100 }],
    ['void', slugs.payments, { reason: 'typed wrong' }],
    ['waive', slugs.attendances, { reason: 'a kind deed' }],
    ['reverse', slugs.ledgerTransfers, { reason: 'typed wrong' }],
  ]

  it.each(ACTIONS)('should answer as on an unknown one: %s in %s', async (action, slug, body) => {
    const { app, people } = stage
    const answers = await Promise.all(
      [stage.strange[slug].own, UNKNOWN_ID].map((id) =>
        app.rest(body === undefined ? 'GET' : 'POST', `/${slug}/${id}/${action}`, {
          as: people.admin,
          body,
        }),
      ),
    )
    expect(answers[0]?.body.errors).toMatchObject([{ data: { code: 'not-found' } }])
    expect(answers.map(wordsOf)[0]).toEqual(answers.map(wordsOf)[1])
  })
})
