import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { createTestDatabase, type TestDatabase } from '../../support/database.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.drop())

describe('the ids that the database gives', () => {
  it('should grow with time, so that rows of one moment keep their order', async () => {
    const rows = await database.sql<{ id: string }>(
      'select guards.new_id() as id from generate_series(1, 2000)',
    )
    const ids = rows.map(({ id }) => id)
    expect([...ids].sort()).toEqual(ids)
    expect(new Set(ids).size).toBe(2000)
    expect(ids.filter((id) => !/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab]/.test(id))).toEqual([])
  })

  it('should be what every table falls back to', async () => {
    const others = await database.sql<{ name: string }>(
      `select c.relname || ': ' || coalesce(pg_get_expr(d.adbin, d.adrelid), 'none') as name
         from pg_class c
         join pg_attribute a on a.attrelid = c.oid and a.attname = 'id' and a.atttypid = 'uuid'::regtype
         left join pg_attrdef d on d.adrelid = c.oid and d.adnum = a.attnum
        where c.relnamespace = 'public'::regnamespace and c.relkind = 'r'
          and pg_get_expr(d.adbin, d.adrelid) is distinct from 'guards.new_id()'`,
    )
    expect(others).toEqual([])
  })
})
