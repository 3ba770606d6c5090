import pg from 'pg'

export const SUPERUSER = 'postgres'

export const superuserUrl = (port: number, password: string, database = 'postgres'): string =>
  `postgres://${SUPERUSER}:${encodeURIComponent(password)}@127.0.0.1:${port}/${database}`

/** True where a cluster with this password takes work on the port. */
export const answers = async (port: number, password: string): Promise<boolean> => {
  const client = new pg.Client({ connectionString: superuserUrl(port, password) })
  client.on('error', () => undefined)
  try {
    await client.connect()
    await client.query('select 1')
    return true
  } catch {
    return false
  } finally {
    await client.end().catch(() => undefined)
  }
}
