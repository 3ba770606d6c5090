import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import pg from 'pg'
import { createTestDatabase, type TestDatabase } from '../../support/database.ts'
import { eventually } from '../../support/eventually.ts'

let database: TestDatabase
let servers: pg.Client[]

const CROWD = 6
const ROUNDS = 40
const KEYS = ['a', 'b', 'c', 'd', 'e']

beforeAll(async () => {
  database = await createTestDatabase()
  servers = Array.from(
    { length: CROWD },
    () => new pg.Client({ connectionString: database.appUrl }),
  )
  for (const server of servers) {
    await server.connect()
    await server.query('set role caseload_runtime')
  }
})
afterAll(async () => {
  await Promise.all(servers.map((server) => server.end()))
  await database.drop()
})

const queue = (server: pg.Client, keys: readonly string[]): Promise<unknown> =>
  server.query('select claims.queue($1::text[])', [keys])

const codeOf = (run: Promise<unknown>): Promise<string> =>
  run.then(
    () => 'done',
    (error: unknown) => (error as pg.DatabaseError).code ?? 'unknown',
  )

const waiting = (): Promise<unknown[]> =>
  database.sql(
    `select 1 from pg_locks where locktype = 'advisory' and not granted
       and database = (select oid from pg_database where datname = current_database())`,
  )

const [first, second] = [0, 1].map((at) => (): pg.Client => servers[at] as pg.Client) as [
  () => pg.Client,
  () => pg.Client,
]

describe('two servers that want one thing', () => {
  it('should go one after the other', async () => {
    const order: string[] = []
    await Promise.all([first().query('begin'), second().query('begin')])
    await queue(first(), ['room', 'therapist'])
    const later = queue(second(), ['therapist']).then(() => order.push('second goes'))
    expect(await eventually(waiting, (found) => found.length > 0)).toHaveLength(1)
    order.push('first ends')
    await first().query('commit')
    await later
    await second().query('commit')
    expect(order).toEqual(['first ends', 'second goes'])
  })

  it('should not wait for each other when they want different things', async () => {
    await Promise.all([first().query('begin'), second().query('begin')])
    await queue(first(), ['one'])
    expect(await codeOf(queue(second(), ['other']))).toBe('done')
    await Promise.all([first().query('commit'), second().query('commit')])
  })

  it('should not wait for ever', async () => {
    await Promise.all([first().query('begin'), second().query('begin')])
    await queue(first(), ['long'])
    const since = performance.now()
    expect(await codeOf(queue(second(), ['long']))).toBe('55P03')
    expect(performance.now() - since).toBeLessThan(6_000)
    await Promise.all([first().query('rollback'), second().query('rollback')])
  })

  it('should wait for nothing when they want nothing', async () => {
    expect(await codeOf(queue(first(), []))).toBe('done')
  })
})

describe('a crowd that wants the same things, each in an order of its own', () => {
  const turned = (at: number): string[] => [...KEYS.slice(at), ...KEYS.slice(0, at)]
  const orderOf = (seed: number): string[] =>
    [turned(seed % KEYS.length), turned(seed % KEYS.length).reverse()][seed % 2] as string[]

  it('should never deadlock', async () => {
    const visit = async (server: pg.Client, seed: number): Promise<string> => {
      await server.query('begin')
      const code = await codeOf(queue(server, orderOf(seed)))
      await server.query('commit')
      return code
    }
    const crowd = servers.map(async (server, at) => {
      const codes: string[] = []
      for (let round = 0; round < ROUNDS; round += 1) codes.push(await visit(server, round + at))
      return codes
    })
    const codes = (await Promise.all(crowd)).flat()
    expect(codes).toHaveLength(CROWD * ROUNDS)
    expect(new Set(codes)).toEqual(new Set(['done']))
  })
})
