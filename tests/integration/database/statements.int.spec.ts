import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { query, queryBuilt } from '../../../src/db/query.ts'
import { startTestApp, type TestApp } from '../../support/app.ts'
import { type Clinic, createClinic } from '../../support/clinic.ts'

let app: TestApp
let clinic: Clinic

beforeAll(async () => {
  app = await startTestApp()
  clinic = await createClinic(app)
})
afterAll(() => app.close())

describe('statements that callers shape', () => {
  it('should not fill a connection with names, however many there are', async () => {
    const req = await app.reqOf(clinic.operator)
    const shapes = 700
    for (let shape = 0; shape < shapes; shape += 1) {
      const [row] = await queryBuilt<{ shape: number }>(
        req,
        `select ${shape} as shape, $1::int`,
        [1],
      )
      expect(row?.shape).toBe(shape)
    }
    // One connection after the other took them, so this one has its share or all of them.
    const [names] = await query<{ count: string }>(
      req,
      "select count(*) from pg_prepared_statements where statement ~ '^select [0-9]+ as shape'",
    )
    expect(Number(names?.count)).toBeGreaterThan(0)
    expect(Number(names?.count)).toBeLessThanOrEqual(300)
  })
})
