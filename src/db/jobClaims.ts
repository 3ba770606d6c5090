import { and, eq, inArray } from '@payloadcms/db-postgres/drizzle'
import { buildQuery } from '@payloadcms/drizzle'
import type { Adapter } from './types.ts'

interface UpdateJobs {
  data?: { processing?: boolean }
  id?: string
  limit?: number
  sort?: string
  where?: Record<string, unknown>
}

interface ClaimTx {
  select: (columns: object) => Selecting
  update: (table: object) => {
    set: (row: object) => {
      where: (where: unknown) => { returning: (columns: object) => Promise<{ id: string }[]> }
    }
  }
}
interface Selecting {
  $dynamic: () => Selecting
  for: (strength: 'update', options: { skipLocked: true }) => Promise<{ id: string }[]>
  from: (table: object) => Selecting
  limit: (count: number) => Selecting
  orderBy: (...order: unknown[]) => Selecting
  where: (where: unknown) => Selecting
}

/**
 * Several runners must not take the same job: Payload selects and updates in two steps, so that four
 * runners ran 20 jobs 65 times. Here one statement locks what it takes and skips what others hold.
 */
export const claimJobs = (
  adapter: Adapter,
  original: (args: never) => Promise<unknown>,
): ((args: object) => Promise<unknown>) =>
  async function claim(rawArgs) {
    const args = rawArgs as UpdateJobs
    if (args.id !== undefined || args.data?.processing !== true) {
      return original.call(adapter, rawArgs as never)
    }
    const collections = adapter.payload.collections as Partial<typeof adapter.payload.collections> &
      Record<string, { config: { defaultSort?: string; flattenedFields: never } } | undefined>
    const config = collections['payload-jobs']?.config
    const tableName = adapter.tableNameMap.get('payload_jobs') ?? 'payload_jobs'
    const table = adapter.tables[tableName]
    if (config === undefined || table === undefined) return []
    const { joins, orderBy, where } = buildQuery({
      adapter: adapter as never,
      fields: config.flattenedFields,
      sort: args.sort ?? config.defaultSort,
      tableName,
      where: args.where as never,
    })
    if (joins.length > 0) return original.call(adapter, rawArgs as never)
    const drizzle = adapter.drizzle as unknown as {
      transaction: <T>(run: (tx: ClaimTx) => Promise<T>) => Promise<T>
    }
    const ids = await drizzle.transaction(async (tx) => {
      let select = tx.select({ id: table.id }).from(table).where(where).$dynamic()
      select = select.orderBy(...orderBy.map(({ column, order }) => order(column as never)))
      if (args.limit !== undefined && args.limit > 0) select = select.limit(args.limit)
      const free = await select.for('update', { skipLocked: true })
      if (free.length === 0) return []
      const taken = await tx
        .update(table)
        .set({ processing: true, updatedAt: new Date().toISOString() })
        .where(
          and(
            inArray(
              table.id as never,
              free.map(({ id }) => id),
            ),
            eq(table.processing as never, false as never),
          ),
        )
        .returning({ id: table.id })
      return taken.map(({ id }) => id)
    })
    if (ids.length === 0) return []
    const { docs } = (await adapter.find({
      collection: 'payload-jobs',
      limit: 0,
      pagination: false,
      req: {},
      sort: args.sort ?? config.defaultSort,
      where: { id: { in: ids } },
    } as never)) as { docs: unknown[] }
    return docs
  }
