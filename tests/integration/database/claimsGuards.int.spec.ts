import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import pg from 'pg'
import {
  BLOCKING_STATUSES,
  isBlocking,
  STATUSES,
} from '../../../src/domain/scheduling/statusMachine.ts'
import { startTestApp, type TestApp } from '../../support/app.ts'
import { type Clinic, createClinic } from '../../support/clinic.ts'
import { type Body, book } from '../../support/flows.ts'
import { undone } from '../../support/sql.ts'

let app: TestApp
let base: Body
let clinic: Clinic
let owner: pg.Client

beforeAll(async () => {
  app = await startTestApp()
  clinic = await createClinic(app)
  const booked = await book(app, clinic, { room: clinic.room })
  base = booked.session as Body
  owner = new pg.Client({ connectionString: app.database.ownerUrl })
  await owner.connect()
  await owner.query("set app.tenants = '*'")
}, 120_000)
afterAll(async () => {
  await owner.end()
  await app.close()
})

/** Tuesday in the clinic's zone; the session that stands is from 10:00 to 10:45. */
const at = (time: string): string => `2026-06-02T${time}:00+05:30`
const from = (start: string, end: string): object => ({ ends_at: at(end), starts_at: at(start) })

/** Writes a session as the one that stands, but for the change; by SQL, as the owner. */
const write = async (change: object): Promise<string> => {
  const id = randomUUID()
  await owner.query(
    `insert into sessions
     select (jsonb_populate_record(null::sessions, to_jsonb(s) || $2::jsonb)).* from sessions s where id = $1`,
    [base.id, JSON.stringify({ id, number: null, ...change })],
  )
  return id
}

const update = (id: string, set: string): Promise<unknown> =>
  owner.query(`update sessions set ${set} where id = $1`, [id])

const DONE = { code: 'done' }
const taken = (kind: string): object => ({ code: '23P01', constraint: `booking_claims_${kind}` })

/** What came of it, taken back in any case. */
const outcomeOf = (run: () => Promise<unknown>): Promise<object> =>
  undone(owner, () =>
    run().then(
      () => DONE,
      (error: unknown) => {
        const { code, constraint } = error as pg.DatabaseError
        return { code, constraint }
      },
    ),
  )

const others = (): object => ({ patient_id: clinic.patient2, room_id: null })
const elsewhere = (): object => ({ room_id: null, therapist_id: clinic.therapist2.id })
const nobodys = (): object => ({
  patient_id: clinic.patient2,
  room_id: null,
  therapist_id: clinic.therapist2.id,
})

describe('a session written by the owner, past every rule of the code', () => {
  it.each<[string, object, () => object]>([
    ['the same time of a therapist', taken('therapist'), others],
    [
      'a minute of a therapist',
      taken('therapist'),
      () => ({ ...others(), ...from('10:44', '11:30') }),
    ],
    [
      'a therapist, long before and after',
      taken('therapist'),
      () => ({ ...others(), ...from('09:00', '12:00') }),
    ],
    [
      'the inside of a session',
      taken('therapist'),
      () => ({ ...others(), ...from('10:10', '10:20') }),
    ],
    [
      'a therapist as co-therapist of another',
      taken('therapist'),
      () => ({ ...nobodys(), co_therapist_id: clinic.therapist.id }),
    ],
    ['the same time of a patient', taken('patient'), elsewhere],
    ['the same time of a room', taken('room'), () => ({ ...nobodys(), room_id: clinic.room })],
    ['a patient in another lane', taken('patient'), () => ({ ...elsewhere(), lane: 1 })],
  ])('should not take %s', async (_, outcome, change) => {
    expect(await outcomeOf(() => write(change()))).toEqual(outcome)
  })

  it.each<[string, () => object]>([
    ['other people in no room', nobodys],
    ['the moment when the other ends', () => from('10:45', '11:30')],
    ['up to the moment when the other begins', () => from('09:15', '10:00')],
    ['a therapist in another lane', () => ({ ...others(), lane: 1 })],
    ['a room in another lane', () => ({ ...nobodys(), lane: 1, room_id: clinic.room })],
  ])('may take %s', async (_, change) => {
    expect(await outcomeOf(() => write(change()))).toEqual(DONE)
  })

  it('should not find a second place in the lane of one that was overbooked', async () => {
    const outcome = await outcomeOf(async () => {
      await write({ ...others(), lane: 1 })
      await write({ lane: 1, patient_id: null, room_id: null })
    })
    expect(outcome).toEqual(taken('therapist'))
  })

  it.each(STATUSES)('should be judged by whether its status takes time: %s', async (status) => {
    const outcome = await outcomeOf(() => write({ ...others(), status }))
    expect(outcome).toEqual(isBlocking(status) ? taken('therapist') : DONE)
  })

  it('should be told with nothing of the other session', async () => {
    const error = await undone(owner, () =>
      write(others()).catch((fault: unknown) => fault as pg.DatabaseError),
    )
    expect(error).toMatchObject({ code: '23P01', message: 'already booked' })
    expect((error as pg.DatabaseError).detail).toBeUndefined()
  })
})

describe('buffers', () => {
  const buffered = async (minutes: number, change: object): Promise<object> =>
    outcomeOf(async () => {
      await update(
        base.id as string,
        `buffer_before_minutes = ${minutes}, buffer_after_minutes = ${minutes}`,
      )
      await write({ buffer_after_minutes: 0, buffer_before_minutes: 0, ...change })
    })

  it.each<[string, object, () => object]>([
    [
      'keep the therapist free after it',
      taken('therapist'),
      () => ({ ...others(), ...from('10:45', '11:00') }),
    ],
    [
      'keep the therapist free before it',
      taken('therapist'),
      () => ({ ...others(), ...from('09:30', '10:00') }),
    ],
    [
      'keep the room free',
      taken('room'),
      () => ({ ...nobodys(), room_id: clinic.room, ...from('10:54', '11:00') }),
    ],
    [
      'let the therapist go when they are over',
      DONE,
      () => ({ ...others(), ...from('10:55', '11:00') }),
    ],
    ['not bind the patient', DONE, () => ({ ...elsewhere(), ...from('10:45', '11:00') })],
    [
      'add to those of the neighbour',
      taken('therapist'),
      () => ({ ...others(), buffer_before_minutes: 5, ...from('10:59', '11:30') }),
    ],
    [
      'add to those of the neighbour and no more',
      DONE,
      () => ({ ...others(), buffer_before_minutes: 5, ...from('11:00', '11:30') }),
    ],
  ])('should %s', async (_, outcome, change) => {
    expect(await buffered(10, change())).toEqual(outcome)
  })
})

describe('a session that changes, by SQL', () => {
  const claimsOf = async (id: string): Promise<unknown> => {
    const { rows } = await owner.query(
      'select id, kind, lower(during) as start from booking_claims where session_id = $1 order by kind',
      [id],
    )
    return rows
  }

  it.each(STATUSES.filter((status) => !isBlocking(status)))(
    'should free its time when it is %s, and be judged again when it comes back',
    async (status) => {
      const outcome = await outcomeOf(async () => {
        await update(base.id as string, `status = '${status}'`)
        expect(await claimsOf(base.id as string)).toEqual([])
        await write({ ...others(), status: 'scheduled' })
        await update(base.id as string, `status = 'scheduled'`)
      })
      expect(outcome).toEqual(taken('therapist'))
    },
  )

  it('should take its time again when nobody else has it', async () => {
    const [before, after] = await undone(owner, async () => {
      const first = await claimsOf(base.id as string)
      await update(base.id as string, `status = 'cancelled'`)
      await update(base.id as string, `status = 'scheduled'`)
      return [first, await claimsOf(base.id as string)]
    })
    expect(before).toHaveLength(3)
    expect(after).toMatchObject([{ kind: 'patient' }, { kind: 'room' }, { kind: 'therapist' }])
  })

  it.each([
    ['time', (): string => `starts_at = '${at('10:30')}', ends_at = '${at('11:15')}'`],
    ['end', (): string => `starts_at = '${at('09:00')}', ends_at = '${at('10:01')}'`],
  ])('should be judged when its %s moves onto another', async (_, set) => {
    const outcome = await outcomeOf(async () => {
      const id = await write({ ...others(), ...from('12:00', '12:45') })
      await update(id, set())
    })
    expect(outcome).toEqual(taken('therapist'))
  })

  it.each<[string, () => string, object]>([
    ['therapist', () => `therapist_id = '${clinic.therapist.id}'`, taken('therapist')],
    ['co-therapist', () => `co_therapist_id = '${clinic.therapist.id}'`, taken('therapist')],
    ['room', () => `room_id = '${clinic.room}'`, taken('room')],
    ['patient', () => `patient_id = '${clinic.patient}'`, taken('patient')],
    ['buffers', () => `buffer_before_minutes = 1`, DONE],
  ])('should be judged when its %s changes', async (_, set, outcome) => {
    const found = await outcomeOf(async () => {
      const id = await write(nobodys())
      await update(id, set())
    })
    expect(found).toEqual(outcome)
  })

  it('should be judged when it leaves its lane', async () => {
    const outcome = await outcomeOf(async () => {
      const id = await write({ ...others(), lane: 1 })
      await update(id, 'lane = 0')
    })
    expect(outcome).toEqual(taken('therapist'))
  })

  it('should keep its very claims when nothing of them changes', async () => {
    const [before, after] = await undone(owner, async () => {
      const first = await claimsOf(base.id as string)
      for (const status of BLOCKING_STATUSES) {
        await update(base.id as string, `status = '${status}', notes = '${status}'`)
      }
      return [first, await claimsOf(base.id as string)]
    })
    expect(after).toEqual(before)
  })

  it('should take its claims along when it is deleted', async () => {
    const outcome = await outcomeOf(async () => {
      const id = await write({ ...others(), ...from('12:00', '12:45') })
      await owner.query('delete from sessions where id = $1', [id])
      expect(await claimsOf(id)).toEqual([])
    })
    expect(outcome).toEqual(DONE)
  })
})

describe('a claim written by the owner, past the trigger', () => {
  const claim = (change: object): Promise<object> =>
    outcomeOf(() =>
      owner.query(
        `insert into booking_claims
         select (jsonb_populate_record(null::booking_claims, to_jsonb(c) || $2::jsonb)).*
           from booking_claims c where session_id = $1 and kind = 'therapist'`,
        [base.id, JSON.stringify({ id: randomUUID(), ...change })],
      ),
    )

  it.each<[string, object, object]>([
    ['over another', {}, { code: '23P01', constraint: 'booking_claims_no_overlap' }],
    ['in another lane', { lane: 1 }, DONE],
    ['of no time', { during: 'empty' }, { code: '23514', constraint: 'booking_claims_not_empty' }],
    ['of no known kind', { kind: 'desk' }, { code: '23514', constraint: 'booking_claims_kind' }],
    [
      'of no session',
      { lane: 1, session_id: randomUUID() },
      { code: '23503', constraint: 'booking_claims_of_session' },
    ],
  ])('should be judged: %s', async (_, change, outcome) => {
    expect(await claim(change)).toEqual(outcome)
  })
})
