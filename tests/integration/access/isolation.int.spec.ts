import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import type { Endpoint, SanitizedConfig } from 'payload'
import { CANARY } from '../../proofs/isolation/canaries.ts'
import { allCells, pairwise } from '../../proofs/isolation/cells.ts'
import { unknownFields } from '../../proofs/isolation/graphqlCells.ts'
import { lostRoutes, unknownRoutes } from '../../proofs/isolation/routes.ts'
import { type Result, runCells } from '../../proofs/isolation/run.ts'
import { setStage, type Stage } from '../../proofs/isolation/stage.ts'
import { putWallsUp, takeWallsDown } from '../../proofs/isolation/walls.ts'
import type { Cell } from '../../proofs/isolation/types.ts'

let stage: Stage
let cells: Cell[]

beforeAll(async () => {
  stage = await setStage()
  cells = pairwise(allCells(stage))
}, 120_000)
afterAll(() => stage.app.close())

/** Every so-many-th: the whole matrix is `prove -- isolation`. */
const each = (step: number): Cell[] => cells.filter((_, index) => index % step === 0)

const told = ({ found }: Result): string[] =>
  found.map(({ cell, kind, what }) => `${kind}: ${cell}: ${what}`)

describe("an account of a host's own", () => {
  it('should be nobody to our actions, also while row-level security is off', async () => {
    const { actors, app, sides } = stage
    const { customer } = actors
    await takeWallsDown(app)
    try {
      for (const action of ['start', 'confirm', 'cancel', 'no-show']) {
        const { status } = await app.rest('POST', `/sessions/${sides.b.rows.sessions}/${action}`, {
          body: action === 'cancel' ? { reasonCode: 'weather' } : {},
          headers: { authorization: `JWT ${customer?.token ?? ''}` },
        })
        expect([action, status]).toEqual([action, 401])
      }
    } finally {
      await putWallsUp(app)
    }
  })
})

describe('a version of another clinic', () => {
  it('should be as unknown as one that never was, also while row-level security is off', async () => {
    const { actors, app, sides } = stage
    const restore = async (actor: string, id: string) => {
      const { token } = actors[actor] ?? {}
      const headers: Record<string, string> =
        token === undefined ? {} : { authorization: `JWT ${token}` }
      const { status } = await app.rest('POST', `/settings/versions/${id}`, { body: {}, headers })
      return status
    }
    const [version] = await app.sql<{ id: string }>(
      'select id from _settings_v where tenant_id = $1 limit 1',
      [sides.b.clinic.tenant.id],
    )
    const unknown = sides.b.clinic.tenant.id
    await takeWallsDown(app)
    try {
      for (const [actor, status] of [
        ['anonymous', 401],
        ['customer', 404],
        ['admin of a', 404],
        ['therapist of a', 404],
      ] as const) {
        const told = [await restore(actor, version?.id ?? ''), await restore(actor, unknown)]
        expect([actor, ...told]).toEqual([actor, status, status])
        expect(await restore(actor, 'no-id')).toBe(status)
      }
    } finally {
      await putWallsUp(app)
    }
  })
})

describe('the matrix', () => {
  it('should know every route, every field of GraphQL and every job', () => {
    const { config } = stage.app
    expect(unknownRoutes(config)).toEqual([])
    expect(lostRoutes(config)).toEqual([])
    expect(unknownFields(stage.app)).toEqual([])
    expect([config.jobs.tasks ?? [], config.jobs.workflows ?? []]).toEqual([[], []])
  })

  it('should notice a route that it does not know', () => {
    const { config } = stage.app
    const route: Endpoint = { handler: () => new Response(), method: 'get', path: '/all-of-it' }
    const [first, ...others] = config.collections
    const more = { ...first, endpoints: [...(first?.endpoints || []), route] }
    const changed = { ...config, collections: [more, ...others], endpoints: [route] }
    expect(unknownRoutes(changed as SanitizedConfig)).toEqual([
      'get /all-of-it',
      `get ${first?.slug ?? ''}/all-of-it`,
    ])
  })
})

describe('nothing of another clinic', () => {
  it('should be told, changed or counted by anybody', async () => {
    expect(stage.canariesPlaced).toBeGreaterThan(300)
    const result = await runCells(stage, each(2), { access: true, rows: true })
    expect(told(result)).toEqual([])
    expect(result.cells).toBeGreaterThan(1_000)
    expect(stage.log().match(CANARY)).toBeNull()
  }, 120_000)

  it('should be told, changed or counted while row-level security is off', async () => {
    await takeWallsDown(stage.app)
    try {
      const result = await runCells(stage, each(12), { access: true, rows: false })
      expect(told(result)).toEqual([])
    } finally {
      await putWallsUp(stage.app)
    }
  }, 120_000)

  it('should be overlooked where a wall has a hole, or this test tells nothing', async () => {
    const { config } = stage.app.payload.collections.patients
    const { read } = config.access
    config.access.read = () => true
    await takeWallsDown(stage.app)
    try {
      const looks = cells.filter(({ collection }) => collection === 'patients')
      const { found } = await runCells(stage, looks, { access: true, rows: false })
      expect(found.map(({ kind }) => kind)).toContain('canary')
    } finally {
      config.access.read = read
      await putWallsUp(stage.app)
    }
  }, 120_000)
})
