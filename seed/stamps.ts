import type pg from 'pg'
import type { Turn } from './history.ts'
import { pastHistory, tenantTables } from './ownerWork.ts'

const STAMPS = ['created_at', 'updated_at'] as const

/**
 * Where the database stamped a row by its own clock (the ledger, messages, moves of sessions), gives it the
 * time at which the demo's clock stood then. Rows of before are not touched.
 */
export const stampRows = async (
  owner: pg.Client,
  { tenant, turns }: { tenant: string; turns: readonly Turn[] },
): Promise<void> => {
  const [first] = turns
  if (first === undefined) return
  await owner.query('drop table if exists pg_temp.turns')
  await owner.query(
    `create temp table turns as
       select row_number() over () as id, t.from_at, t.at
         from unnest($1::timestamptz[], $2::timestamptz[]) as t (from_at, at)`,
    [turns.map(({ from }) => from), turns.map(({ atMs }) => new Date(atMs).toISOString())],
  )
  await owner.query('create index on pg_temp.turns (from_at)')
  await owner.query('analyze pg_temp.turns')
  const stamped = (column: string): string =>
    `case when ${column} >= $2 then (select at from pg_temp.turns where from_at <= ${column}
                                      order by from_at desc, id desc limit 1) else ${column} end`
  const stamp = (table: string, of: { columns: readonly string[]; where: string }) =>
    owner.query(
      `update "${table}" set ${of.columns.map((column) => `${column} = ${stamped(column)}`).join(', ')}
        where ${of.where} and (${of.columns.map((column) => `${column} >= $2`).join(' or ')})`,
      [tenant, first.from],
    )
  await pastHistory(owner, async () => {
    for (const { columns, name } of await tenantTables(owner, STAMPS)) {
      if (columns.length > 0) await stamp(name, { columns, where: 'tenant_id = $1' })
    }
    await stamp('account_states', {
      columns: STAMPS,
      where: 'user_id in (select user_id from memberships where tenant_id = $1)',
    })
  })
}
