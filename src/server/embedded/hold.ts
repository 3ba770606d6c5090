import pg from 'pg'
import { superuserUrl } from './connect.ts'

const STAYS = 'caseload-stays'
const LEAVES = 'caseload-leaves'

export interface Hold {
  /** True for the last one out. */
  readonly leave: () => Promise<boolean>
}

/**
 * One connection that a process keeps for as long as it works with the cluster, so that a process that
 * ends does not take the database from another. It ends with its process, however that ends.
 */
export const holdCluster = async (port: number, password: string): Promise<Hold> => {
  const client = new pg.Client({
    application_name: STAYS,
    connectionString: superuserUrl(port, password),
  })
  // When the cluster dies there is nothing left to hold.
  client.on('error', () => undefined)
  await client.connect()
  return {
    async leave() {
      try {
        await client.query(`set application_name = '${LEAVES}'`)
        const { rowCount } = await client.query(
          'select 1 from pg_stat_activity where application_name = $1 limit 1',
          [STAYS],
        )
        return rowCount === 0
      } catch {
        return true
      } finally {
        await client.end().catch(() => undefined)
      }
    },
  }
}
