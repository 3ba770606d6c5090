import pg from 'pg'
import { superuserUrl } from './connect.ts'

const OWNER = 'caseload_owner'
const APP = 'caseload_app'

export interface DatabaseUrls {
  /** Serves requests: owns nothing. */
  readonly appUrl: string
  /** Migrates. */
  readonly ownerUrl: string
}

const urlFor = (user: string, of: { database: string; password: string; port: number }): string =>
  `postgres://${user}:${encodeURIComponent(of.password)}@127.0.0.1:${of.port}/${of.database}`

const ensureLogin = (name: string, attributes: string): string => `
  do $$ begin
    if not exists (select from pg_roles where rolname = '${name}') then
      create role ${name} login ${attributes};
    end if;
  end $$;`

/** Runs `work` on one database of the cluster as its superuser. */
export const asSuperuser = async <T>(
  of: { database?: string; password: string; port: number },
  work: (client: pg.Client) => Promise<T>,
): Promise<T> => {
  const client = new pg.Client({
    connectionString: superuserUrl(of.port, of.password, of.database),
  })
  client.on('error', () => undefined)
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}

/** Makes the logins and the database, if they are not there: owner and app apart (integrity §1.7). */
export const ensureDatabase = async (of: {
  database: string
  password: string
  port: number
  /** Copies this database instead of making an empty one. */
  template?: string
}): Promise<DatabaseUrls> => {
  await asSuperuser({ password: of.password, port: of.port }, async (client) => {
    await client.query('select pg_advisory_lock(7420002)')
    await client.query(ensureLogin(OWNER, 'createdb createrole'))
    await client.query(ensureLogin(APP, ''))
    await client.query(`do $$ begin
      if not exists (select from pg_roles where rolname = 'caseload_runtime') then
        create role caseload_runtime nologin;
      end if;
    end $$;`)
    const password = client.escapeLiteral(of.password)
    await client.query(`alter role ${OWNER} password ${password}`)
    await client.query(`alter role ${APP} password ${password}`)
    await client.query(`grant caseload_runtime to ${OWNER} with admin option`)
    await client.query(`grant caseload_runtime to ${APP}`)
    const { rowCount } = await client.query('select 1 from pg_database where datname = $1', [
      of.database,
    ])
    if (rowCount === 0) {
      const name = client.escapeIdentifier(of.database)
      const like =
        of.template === undefined ? '' : ` template ${client.escapeIdentifier(of.template)}`
      await client.query(`create database ${name} owner ${OWNER}${like}`)
    }
  })
  return { appUrl: urlFor(APP, of), ownerUrl: urlFor(OWNER, of) }
}

export const dropDatabase = (of: {
  database: string
  password: string
  port: number
}): Promise<void> =>
  asSuperuser({ password: of.password, port: of.port }, async (client) => {
    await client.query(
      `drop database if exists ${client.escapeIdentifier(of.database)} with (force)`,
    )
  })
