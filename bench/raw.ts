// The practical limit: Node, pg and one statement for each answer, the token checked, and nothing else.
// A process of its own, so that it does not share a core with whoever asks it.
import { createHmac, timingSafeEqual } from 'node:crypto'
import http from 'node:http'
import pg from 'pg'

const { RAW_DATABASE_URL, RAW_KEY = '', RAW_TENANT } = process.env
const pool = new pg.Pool({ connectionString: RAW_DATABASE_URL, max: 10 })

/** The user of a token that is signed with our key. */
const userOf = (header = ''): string | undefined => {
  const [head = '', body = '', signature = ''] = header.replace('JWT ', '').split('.')
  const expected = createHmac('sha256', Buffer.from(RAW_KEY, 'hex'))
    .update(`${head}.${body}`)
    .digest()
  const given = Buffer.from(signature, 'base64url')
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return undefined
  return (JSON.parse(Buffer.from(body, 'base64url').toString()) as { id: string }).id
}

const PATIENTS = `
  select to_jsonb(p) || jsonb_build_object(
      'guardianName', c.full_name, 'guardianPhone', c.phone, 'guardianEmail', c.email,
      'guardians', (select jsonb_agg(to_jsonb(g) order by g._order)
                      from patients_guardians g where g._parent_id = p.id),
      'careTeam', (select jsonb_agg(r.users_id order by r."order")
                     from patients_rels r where r.parent_id = p.id and r.path = 'careTeam')) as doc,
    count(*) over () as total
    from patients p
    left join contacts c on c.id = p.primary_contact_id
   where p.tenant_id = $1 and p.id in (
     select parent_id from patients_rels where path = 'careTeam' and users_id = $2)
   order by p.created_at desc limit 20`

const named = (table: string, name: string): string =>
  `jsonb_build_object('id', ${table}.id, 'name', ${table}.${name})`

const iso = (column: string): string =>
  `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')`

const WEEK = `
  select jsonb_build_object('id', s.id, 'number', s.number, 'startsAt', ${iso('s.starts_at')},
      'endsAt', ${iso('s.ends_at')}, 'timezone', s.timezone, 'status', s.status, 'mode', s.mode,
      'priority', s.priority, 'isOverbooked', s.overbooking_reason is not null,
      'therapist', ${named('u', 'full_name')}, 'patient', ${named('p', 'full_name')},
      'therapyType', ${named('y', 'name')}, 'colour', y.colour, 'location', ${named('l', 'name')},
      'room', case when r.id is null then null else ${named('r', 'name')} end) as session
    from sessions s
    join users u on u.id = s.therapist_id
    join patients p on p.id = s.patient_id
    join therapy_types y on y.id = s.therapy_type_id
    join locations l on l.id = s.location_id
    left join rooms r on r.id = s.room_id
   where s.tenant_id = $1 and s.starts_at >= $2 and s.starts_at < $3
   order by s.starts_at, s.id`

const answer = async (url: URL, user: string): Promise<unknown> => {
  if (url.pathname === '/patients') {
    const values = [RAW_TENANT, user]
    const { rows } = await pool.query({ name: 'patients', text: PATIENTS, values })
    const found = rows as { doc: unknown; total: string }[]
    return { docs: found.map(({ doc }) => doc), totalDocs: Number(found[0]?.total ?? 0) }
  }
  const values = [RAW_TENANT, url.searchParams.get('from'), url.searchParams.get('to')]
  const { rows } = await pool.query({ name: 'week', text: WEEK, values })
  return { sessions: (rows as { session: unknown }[]).map(({ session }) => session) }
}

const server = http.createServer((request, response) => {
  const user = userOf(request.headers.authorization)
  if (user === undefined) {
    response.writeHead(401).end()
    return
  }
  answer(new URL(request.url ?? '/', 'http://raw'), user).then(
    (body) => {
      response.setHeader('content-type', 'application/json')
      response.end(JSON.stringify(body))
    },
    () => response.writeHead(500).end(),
  )
})
server.listen(0, '127.0.0.1', () => {
  process.send?.({ port: (server.address() as { port: number }).port })
})
