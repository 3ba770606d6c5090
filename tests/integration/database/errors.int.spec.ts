import { inspect } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { commitTransaction, initTransaction, killTransaction } from 'payload'
import { sqlStateOf } from '../../../src/db/errors.ts'
import { query } from '../../../src/db/query.ts'
import { slugs } from '../../../src/slugs.ts'
import { startTestApp, type TestApp } from '../../support/app.ts'
import { type Clinic, createClinic } from '../../support/clinic.ts'
import { ENTRIES, writeBy } from '../../support/entries.ts'
import { captureLog } from '../../support/logs.ts'
import { asRoot } from '../../support/sql.ts'

let app: TestApp
let clinic: Clinic
let logged: () => string

/** What must never be told: a patient's mother and her address. */
const NAME = 'Canarylata'
const EMAIL = 'canary.rao@test.example'
const CANARY = /canary/i

/** Contacts whose last name asks for a fault, which PostgreSQL then tells with every value it knows. */
const FAULTS = `
  create function public.fail_as_asked() returns trigger language plpgsql as $$
  declare
    v_asked text[] := string_to_array(new.last_name, ' ');
  begin
    if v_asked[1] = 'FAULT' then
      raise exception 'refused % %', new.first_name, new.email
        using errcode = v_asked[2], constraint = coalesce(v_asked[3], ''),
              detail = format('Key (first_name)=(%s) of %s.', new.first_name, new.email),
              hint = new.first_name;
    end if;
    return new;
  end $$;
  create trigger fail_as_asked before insert on contacts
    for each row execute function public.fail_as_asked();
  create constraint trigger fail_late after update on contacts deferrable initially deferred
    for each row execute function public.fail_as_asked();`

const contactAsking = (fault: string) => ({
  email: EMAIL,
  firstName: NAME,
  lastName: `FAULT ${fault}`,
})

const BY_STATE = [
  ['22P02', 404, 'not-found'],
  ['23503', 404, 'not-found'],
  ['23P01', 409, 'conflict'],
  ['23514', 422, 'validation-error'],
  ['40001', 409, 'busy-try-again'],
  ['40P01', 409, 'busy-try-again'],
  ['42501', 404, 'not-found'],
  ['55P03', 409, 'busy-try-again'],
  ['22001', 500, 'internal-error'],
  ['P0001', 500, 'internal-error'],
  ['XX000', 500, 'internal-error'],
] as const

const BY_CONSTRAINT = [
  ['23505 attendances_one_per_session_and_patient', 'conflict'],
  ['23P01 availability_no_overlap', 'availability-overlap'],
  ['23P01 booking_claims_no_overlap', 'slot-taken'],
  ['23P01 booking_claims_patient', 'patient-busy'],
  ['23P01 booking_claims_room', 'room-taken'],
  ['23P01 booking_claims_therapist', 'slot-taken'],
  ['23505 charges_one_per_session_and_patient', 'already-charged'],
  ['23505 charges_one_per_source', 'already-charged'],
  ['23514 charges_settled_within_cost', 'over-allocated'],
  ['23514 history_append_only', 'append-only'],
  ['23514 ledger_accounts_above_floor', 'over-allocated'],
  ['23514 ledger_accounts_below_ceil', 'credit-spent'],
  ['23514 ledger_currency_fixed', 'currency-fixed'],
  ['23505 ledger_transfers_reversed_once', 'transfer-reversed'],
  ['23514 ledger_transfers_same_key_same_body', 'idempotency-key-reused'],
  ['23505 memberships_one_per_user', 'already-member'],
  ['23505 patients_guardians_one_primary', 'two-primary-contacts'],
  ['23505 patients_microchip_unique', 'microchip-taken'],
  ['23505 idempotency_records_once', 'request-in-progress'],
  ['23505 pricing_one_per_therapist_and_type', 'pricing-exists'],
  ['23505 tenants_slug_idx', 'slug-taken'],
  ['23505 therapy_types_name_unique', 'type-name-taken'],
  ['23505 users_email_idx', 'email-taken'],
] as const

const failureOf = (run: Promise<unknown>): Promise<unknown> =>
  run.then(
    () => 'nothing failed',
    (error: unknown) => error,
  )

const everythingIn = (error: unknown): string =>
  inspect(error, { depth: Infinity, maxStringLength: Infinity, showHidden: true })

beforeAll(async () => {
  app = await startTestApp()
  clinic = await createClinic(app)
  await asRoot(app.database, FAULTS)
  logged = captureLog(app)
})
afterAll(() => app.close())

const createContact = (fault: string) =>
  app.rest('POST', '/contacts', { as: clinic.operator, body: contactAsking(fault) })

describe('a fault that the database tells with values', () => {
  it.each(BY_STATE)(
    '%s should answer an operator %i %s, without a value',
    async (state, status, code) => {
      const answer = await createContact(state)
      expect(answer).toMatchObject({ body: { errors: [{ data: { code } }] }, status })
      expect(JSON.stringify(answer.body)).not.toMatch(CANARY)
      expect(logged()).not.toMatch(CANARY)
    },
  )

  it.each(BY_CONSTRAINT)(
    '%s should answer an operator %s, by the name alone',
    async (fault, code) => {
      const answer = await createContact(fault)
      expect(answer.body).toMatchObject({ errors: [{ data: { code } }] })
      expect(answer.status).toBeLessThan(500)
      expect(JSON.stringify(answer.body)).not.toMatch(CANARY)
      expect(logged()).not.toMatch(CANARY)
    },
  )

  it.each(ENTRIES)('should answer the same by %s', async (entry) => {
    const outcome = await writeBy(entry, app, {
      as: clinic.operator,
      collection: slugs.contacts,
      data: contactAsking('23P01 booking_claims_room'),
      operation: 'create',
    })
    expect(outcome).toMatchObject({ code: 'room-taken', status: 409 })
    expect(JSON.stringify(outcome)).not.toMatch(CANARY)
  })

  it.each([...BY_STATE.map(([state]) => state), '23505', '23505 users_email_idx'])(
    '%s should reach the code without a value in message, stack or cause',
    async (fault) => {
      const data = { ...contactAsking(fault), tenant: clinic.tenant.id }
      const failure = await failureOf(
        app.payload.create({
          collection: slugs.contacts,
          data,
          overrideAccess: true,
          req: await app.reqOf(clinic.operator),
        }),
      )
      expect(failure).toBeInstanceOf(Error)
      expect(everythingIn(failure)).not.toMatch(CANARY)
    },
  )

  it.each([...BY_STATE.map(([state]) => state), '23505', '23505 users_email_idx'])(
    '%s should come out of a statement without a value',
    async (fault) => {
      const req = await app.reqOf(clinic.operator)
      const failure = await failureOf(
        query(
          req,
          'insert into contacts (tenant_id, first_name, last_name, email) values ($1, $2, $3, $4)',
          [clinic.tenant.id, NAME, `FAULT ${fault}`, EMAIL],
        ),
      )
      expect(failure).toBeInstanceOf(Error)
      expect(everythingIn(failure)).not.toMatch(CANARY)
    },
  )

  it.each(['23505', '23514', 'P0001'])(
    '%s at COMMIT should reach the code and the log without a value',
    async (state) => {
      const req = await app.reqOf(clinic.operator)
      await initTransaction(req)
      await query(
        req,
        'update contacts set first_name = $2, email = $3, last_name = $4 where id = $1',
        [clinic.contact, NAME, EMAIL, `FAULT ${state}`],
      )
      const failure = await failureOf(commitTransaction(req))
      expect(failure).toBeInstanceOf(Error)
      expect(everythingIn(failure)).not.toMatch(CANARY)
      const answer = await app.rest('PATCH', `/contacts/${clinic.contact}`, {
        as: clinic.operator,
        body: contactAsking(state),
      })
      expect(answer.status).toBeGreaterThanOrEqual(400)
      expect(JSON.stringify(answer.body) + logged()).not.toMatch(CANARY)
    },
  )
})

describe('what PostgreSQL itself finds', () => {
  it('should be a 404 where the runtime role is denied, with a line for those who watch', async () => {
    const req = await app.reqOf(clinic.operator)
    const denied = query(req, 'delete from ledger_entries')
    await expect(denied).rejects.toMatchObject({ code: 'not-found', status: 404 })
    await asRoot(app.database, 'revoke insert on contacts from caseload_runtime')
    const answer = await app.rest('POST', '/contacts', {
      as: clinic.operator,
      body: { firstName: NAME },
    })
    await asRoot(app.database, 'grant insert on contacts to caseload_runtime')
    expect(answer).toMatchObject({
      body: { errors: [{ data: { code: 'not-found' } }] },
      status: 404,
    })
    const lines = logged().split('\n')
    for (const method of ['create', 'query']) {
      const wanted = `"method":"${method}","msg":"the database denied access","security":true`
      expect(lines).toContainEqual(expect.stringContaining(wanted))
    }
    expect(logged()).not.toMatch(CANARY)
  })

  it('should be busy-try-again for the one whom a deadlock stops', async () => {
    const rows = [clinic.patient, clinic.patient2]
    const reqs = await Promise.all([app.reqOf(clinic.operator), app.reqOf(clinic.operator)])
    const lock = (index: number, row: number) =>
      query(reqs[index] as never, 'select 1 from patients where id = $1 for update', [rows[row]])
    await Promise.all(reqs.map((req) => initTransaction(req)))
    await Promise.all([lock(0, 0), lock(1, 1)])
    const failures = await Promise.all([failureOf(lock(0, 1)), failureOf(lock(1, 0))])
    await Promise.all(reqs.map((req) => killTransaction(req)))
    expect(failures.map(sqlStateOf)).toContain('40P01')
    expect(failures).toContainEqual(
      expect.objectContaining({ code: 'busy-try-again', status: 409 }),
    )
  })

  it('should be not-found for a foreign id, the same as for an unknown one', async () => {
    const link = async (room: string) =>
      failureOf(
        query(await app.reqOf(clinic.operator), 'update rooms set location_id = $2 where id = $1', [
          clinic.room,
          room,
        ]),
      )
    const other = await createClinic(app)
    const [foreign, unknown] = await Promise.all([link(other.location), link(other.patient)])
    expect(foreign).toMatchObject({ code: 'not-found', facts: {}, status: 404 })
    expect(everythingIn(foreign).split('\n')[0]).toBe(everythingIn(unknown).split('\n')[0])
  })
})
