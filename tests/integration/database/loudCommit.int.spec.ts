import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { commitTransaction, initTransaction, killTransaction } from 'payload'
import { query } from '../../../src/db/query.ts'
import { slugs } from '../../../src/slugs.ts'
import { startTestApp, type TestApp } from '../../support/app.ts'
import { type Clinic, createClinic } from '../../support/clinic.ts'
import { ENTRIES, writeBy } from '../../support/entries.ts'
import { adapterOf, asRoot, checkedOut } from '../../support/sql.ts'

let app: TestApp
let clinic: Clinic

/** Rooms that the database refuses at COMMIT, or whose writer's connection dies on the way. */
const TRAPS = `
  create function public.refuse_late() returns trigger language plpgsql as $$
  begin
    if new.name like 'Refused late%' then
      raise exception 'no room %', new.name using errcode = '23514', constraint = 'rooms_late';
    end if;
    return null;
  end $$;
  create constraint trigger refuse_late after insert on rooms deferrable initially deferred
    for each row execute function public.refuse_late();
  alter table rooms add constraint rooms_once_late unique (tenant_id, name) deferrable initially deferred;
  create function public.die() returns trigger language plpgsql security definer as $$
  begin
    if new.name like tg_argv[0] then perform pg_terminate_backend(pg_backend_pid()); end if;
    return null;
  end $$;
  create trigger die_early after insert on rooms for each row execute function public.die('Dies early%');
  create constraint trigger die_late after insert on rooms deferrable initially deferred
    for each row execute function public.die('Dies late%');`

const roomNamed = (name: string) => ({
  active: true,
  kind: 'room',
  location: clinic.location,
  name,
})

const countRooms = async (like: string): Promise<number> => {
  const [row] = await app.sql<{ count: number }>(
    'select count(*)::int as count from rooms where name like $1',
    [like],
  )
  return row?.count ?? -1
}

beforeAll(async () => {
  app = await startTestApp()
  clinic = await createClinic(app)
  await asRoot(app.database, TRAPS)
})
afterAll(() => app.close())

describe('a COMMIT that fails', () => {
  it.each(ENTRIES)(
    'should be told to an admin who writes by %s, and leave nothing behind',
    async (entry) => {
      const outcome = await writeBy(entry, app, {
        as: clinic.admin,
        collection: slugs.rooms,
        data: roomNamed('Refused late'),
        operation: 'create',
      })
      expect(outcome).toMatchObject({ code: 'validation-error', status: 422 })
      expect(await countRooms('Refused late%')).toBe(0)
    },
  )

  it.each(['Dies early', 'Dies late'])(
    'should never answer success when the connection is killed (%s)',
    async (name) => {
      const answer = await app.rest('POST', '/rooms', { as: clinic.admin, body: roomNamed(name) })
      expect(answer).toMatchObject({
        body: { errors: [{ data: { code: 'internal-error' } }] },
        status: 500,
      })
      expect(await countRooms(`${name}%`)).toBe(0)
    },
  )

  it('should acknowledge exactly what is stored while connections die among 60 writers', async () => {
    const kinds = ['Stays', 'Dies early', 'Stays too', 'Dies late']
    const names = Array.from({ length: 60 }, (_, index) => `${kinds[index % 4] ?? ''} ${index}`)
    const answers = await Promise.all(
      names.map((name) => app.rest('POST', '/rooms', { as: clinic.admin, body: roomNamed(name) })),
    )
    const acknowledged = answers.filter(({ status }) => status === 201)
    const stored = await app.sql<{ id: string }>(
      `select id from rooms where name like 'Stays%' or name like 'Dies%'`,
    )
    expect(acknowledged).toHaveLength(30)
    expect(acknowledged.map(({ body }) => body.doc.id).sort()).toEqual(
      stored.map(({ id }) => id).sort(),
    )
    expect(checkedOut(adapterOf(app))).toBe(0)
  })

  it('should be told by the Local API, also for a key that is only judged at COMMIT', async () => {
    const create = async () =>
      app.payload.create({
        collection: slugs.rooms,
        data: { ...roomNamed('Twice'), kind: 'room', tenant: clinic.tenant.id },
        overrideAccess: false,
        req: await app.reqOf(clinic.admin),
      })
    await create()
    await expect(create()).rejects.toThrow('database error 23505 (rooms_once_late)')
    expect(await countRooms('Twice')).toBe(1)
  })

  it('should be told when a statement had failed and PostgreSQL turned the COMMIT into a ROLLBACK', async () => {
    const req = await app.reqOf(clinic.admin)
    await initTransaction(req)
    await query(req, `update rooms set name = 'Half done' where tenant_id = $1`, [clinic.tenant.id])
    await expect(query(req, 'select 1 / 0')).rejects.toThrow('database error 22012')
    await expect(commitTransaction(req)).rejects.toThrow('had failed and was rolled back')
    expect(await countRooms('Half done')).toBe(0)
  })

  it('should be told when the connection dies between the last write and COMMIT', async () => {
    const req = await app.reqOf(clinic.admin)
    await initTransaction(req)
    const [backend] = await query<{ pid: number }>(req, 'select pg_backend_pid() as pid')
    await query(req, `update rooms set name = 'Half done' where tenant_id = $1`, [clinic.tenant.id])
    await asRoot(app.database, `select pg_terminate_backend(${backend?.pid ?? 0}, 5000)`)
    await expect(commitTransaction(req)).rejects.toThrow()
    expect(await countRooms('Half done')).toBe(0)
    expect(checkedOut(adapterOf(app))).toBe(0)
  })
})

describe('work on a transaction that is over', () => {
  type Request = Awaited<ReturnType<TestApp['reqOf']>>

  const inside = (req: Request) => ({ overrideAccess: true, req }) as const
  const RAW: [string, (req: Request) => Promise<unknown>][] = [
    [
      'a write to the database',
      (req) =>
        app.payload.db.updateOne({
          collection: slugs.rooms,
          data: { name: 'Stray' },
          id: clinic.room,
          req,
        }),
    ],
    [
      'a statement',
      (req) => query(req, `update rooms set name = 'Stray' where id = $1`, [clinic.room]),
    ],
  ]
  // Without an id these begin a transaction of their own, as any operation may.
  const OPERATIONS: typeof RAW = [
    [
      'a create',
      (req) =>
        app.payload.create({
          ...inside(req),
          collection: slugs.contacts,
          data: { firstName: 'Stray', tenant: clinic.tenant.id },
        }),
    ],
    [
      'an update',
      (req) =>
        app.payload.update({
          ...inside(req),
          collection: slugs.rooms,
          data: { name: 'Stray' },
          id: clinic.room,
        }),
    ],
    ['a read', (req) => app.payload.find({ ...inside(req), collection: slugs.rooms })],
  ]

  const strays = async (): Promise<number> => {
    const [row] = await app.sql<{ count: number }>(
      `select ((select count(*) from rooms where name = 'Stray')
             + (select count(*) from contacts where first_name = 'Stray'))::int as count`,
    )
    return row?.count ?? -1
  }

  const begun = async (): Promise<{ id: typeof req.transactionID; req: Request }> => {
    const req = await app.reqOf(clinic.admin)
    await initTransaction(req)
    await query(req, 'select 1')
    return { id: await req.transactionID, req }
  }
  const ENDINGS: [string, () => Promise<Request>][] = [
    [
      'was committed',
      async () => {
        const { id, req } = await begun()
        await commitTransaction(req)
        req.transactionID = id
        return req
      },
    ],
    [
      'was rolled back',
      async () => {
        const { id, req } = await begun()
        await killTransaction(req)
        req.transactionID = id
        return req
      },
    ],
    [
      'could not be committed',
      async () => {
        const { req } = await begun()
        await query(req, 'select 1 / 0').catch(() => undefined)
        await commitTransaction(req).catch(() => undefined)
        return req
      },
    ],
    [
      'nobody began',
      async () => {
        const req = await app.reqOf(clinic.admin)
        req.transactionID = randomUUID()
        return req
      },
    ],
  ]

  describe.each(ENDINGS)('because it %s', (_, end) => {
    it.each([...RAW, ...OPERATIONS])(
      'should be refused to %s, not done outside',
      async (_way, work) => {
        await expect(work(await end())).rejects.toThrow('the transaction is over')
        expect(await strays()).toBe(0)
      },
    )
  })

  it.each(RAW)('should be refused to %s where a rollback took the id away', async (_way, work) => {
    const { req } = await begun()
    await killTransaction(req)
    await expect(work(req)).rejects.toThrow('this request was rolled back')
    expect(await strays()).toBe(0)
  })

  it('should be refused to a second COMMIT', async () => {
    const { id, req } = await begun()
    await commitTransaction(req)
    await expect(app.payload.db.commitTransaction(id as string)).rejects.toThrow('rolled back')
  })

  it('should be refused as a whole when a hook hides that a nested write failed', async () => {
    const { hooks } = app.payload.collections[slugs.locations].config
    const hide = async ({ req }: { req: Request }) => {
      const incomplete = { name: 'Nested', tenant: clinic.tenant.id } as never
      await app.payload
        .create({ ...inside(req), collection: slugs.rooms, data: incomplete })
        .catch(() => undefined)
    }
    hooks.afterChange.push(hide)
    const { status } = await app.rest('PATCH', `/locations/${clinic.location}`, {
      as: clinic.admin,
      body: { name: 'Renamed' },
    })
    hooks.afterChange.splice(hooks.afterChange.indexOf(hide), 1)
    expect(status).toBe(500)
    expect(await app.sql(`select 1 from locations where name = 'Renamed'`)).toHaveLength(0)
  })
})
