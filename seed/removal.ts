import { rm } from 'node:fs/promises'
import path from 'node:path'
import type pg from 'pg'
import { DEMO_TENANTS } from './demo/index.ts'
import { pastHistory, tenantTables } from './ownerWork.ts'

/** Each table before those that it points at, as the catalog's foreign keys tell. */
const inOrder = async (owner: pg.Client): Promise<string[]> => {
  const { rows } = await owner.query<{ source: string; target: string }>(
    `select c.relname as source, t.relname as target
       from pg_constraint k
       join pg_class c on c.oid = k.conrelid
       join pg_class t on t.oid = k.confrelid
      where k.contype = 'f' and k.conrelid <> k.confrelid and c.relnamespace = 'public'::regnamespace
        -- Each points at the other; removeTenants empties this side first.
        and not (c.relname = 'patients' and t.relname = 'ledger_accounts')`,
  )
  let left = (await tenantTables(owner)).map(({ name }) => name)
  const order: string[] = []
  while (left.length > 0) {
    const free = left.filter(
      (name) => !rows.some(({ source, target }) => target === name && left.includes(source)),
    )
    if (free.length === 0) throw new Error(`tables that point at each other: ${left.join(', ')}`)
    order.push(...free)
    left = left.filter((name) => !free.includes(name))
  }
  return order
}

const emailsOfStaff = (): string[] =>
  DEMO_TENANTS.flatMap(({ staff }) => staff.map(({ email }) => email))

/** Demo logins that nothing holds any more: no membership elsewhere, no platform role. */
const removeLogins = async (owner: pg.Client): Promise<void> => {
  const { rows } = await owner.query<{ id: string }>(
    `select u.id from users u
      where u.email = any ($1)
        and not exists (select from memberships m where m.user_id = u.id)
        and not exists (select from account_states a
                         where a.user_id = u.id and a.platform_role is not null)`,
    [emailsOfStaff()],
  )
  const users = rows.map(({ id }) => id)
  await owner.query(
    `delete from payload_preferences
      where id in (select parent_id from payload_preferences_rels where users_id = any ($1))`,
    [users],
  )
  await owner.query('delete from account_states where user_id = any ($1)', [users])
  await owner.query('delete from users where id = any ($1)', [users])
}

/**
 * Removes tenants with everything of theirs, in one transaction. Rows go by their tenant and in the order
 * of the foreign keys, which stay on: a row of anybody else that pointed here would stop it all.
 */
export const removeTenants = async (
  owner: pg.Client,
  { sandboxDirectory, tenants }: { sandboxDirectory: string; tenants: readonly string[] },
): Promise<void> => {
  const order = await inOrder(owner)
  const { rows: sent } = await owner.query<{ id: string }>(
    'select id from notifications where tenant_id = any ($1) and message_id is not null',
    [tenants],
  )
  await pastHistory(owner, async () => {
    await owner.query(
      `update patients set credit_account_id = null, dues_account_id = null where tenant_id = any ($1)`,
      [tenants],
    )
    for (const table of order) {
      await owner.query(`delete from "${table}" where tenant_id = any ($1)`, [tenants])
    }
    await owner.query('delete from tenants where id = any ($1)', [tenants])
    await removeLogins(owner)
  })
  // What the sandbox kept of their messages.
  for (const { id } of sent) await rm(path.join(sandboxDirectory, `${id}.json`), { force: true })
}
