import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import pg from 'pg'
import { startTestApp, type TestApp } from '../../support/app.ts'
import { type Clinic, createClinic } from '../../support/clinic.ts'
import { undone } from '../../support/sql.ts'
import { charging, crediting, post, type Post, settling } from './ledgerPosts.ts'

let app: TestApp
let clinic: Clinic
let foreign: Clinic
let server: pg.Client

beforeAll(async () => {
  app = await startTestApp()
  clinic = await createClinic(app)
  foreign = await createClinic(app)
  server = new pg.Client({ connectionString: app.database.appUrl })
  await server.connect()
  await server.query(`set role caseload_runtime; set app.tenants = '${clinic.tenant.id}'`)
}, 120_000)
afterAll(async () => {
  await server.end()
  await app.close()
})

interface Fault {
  readonly code: string
  readonly constraint?: string | undefined
}

const told = (error: unknown): Fault => {
  const { code, constraint } = error as Fault
  return constraint === undefined ? { code } : { code, constraint }
}

/** What came of the last post, after the others; all of it is taken back. */
const faultOf = (...posts: readonly Post[]): Promise<Fault> =>
  undone(server, async () => {
    for (const one of posts.slice(0, -1)) await post(server, one)
    return post(server, posts.at(-1) as Post).then(() => ({ code: 'posted' }), told)
  })

const SOURCE = randomUUID()
const OTHER = randomUUID()
const of = (source: string, change: object) => ({
  ...change,
  sourceId: source,
  sourceKind: 'opening-balance',
})
const BALANCED = { code: '23514', constraint: 'ledger_transfers_balanced' }
const CHARGES = { code: '23514', constraint: 'ledger_transfers_match_charges' }
const ALLOCATIONS = { code: '23514', constraint: 'ledger_transfers_match_allocations' }

describe('fin.post, asked by the server', () => {
  it('should write a balanced transfer: entries, balances, versions, charge', async () => {
    const written = await undone(server, async () => {
      const { transfer } = await post(server, charging(clinic, 700))
      const { rows: entries } = await server.query(
        `select a.kind, e.amount_minor::int as amount, e.balance_after_minor::int as after,
                e.account_version::int as version, a.balance_minor::int as balance, a.shown_minor::int as shown
           from ledger_entries e join ledger_accounts a on a.id = e.account_id
          where e.transfer_id = $1 order by 1`,
        [transfer],
      )
      const { rows: wrong } = await server.query('select * from fin.violations')
      return { entries: entries as unknown, wrong: wrong as unknown }
    })
    const one = { after: 700, amount: 700, balance: 700, version: 1 }
    expect(written).toEqual({
      entries: [
        { ...one, kind: 'patient-receivable', shown: 700 },
        { after: -700, amount: -700, balance: -700, kind: 'revenue', shown: 700, version: 1 },
      ],
      wrong: [],
    })
  })

  it('should answer the first transfer for the same key with the same hash, and write once', async () => {
    const once = { ...charging(clinic, 700), hash: 'same', key: 'twice' }
    const [first, second, counted] = await undone(server, async () => [
      await post(server, once),
      await post(server, once),
      (await server.query(`select count(*)::int as entries from ledger_entries`)).rows as unknown,
    ])
    expect(first).toMatchObject({ repeated: false })
    expect(second).toEqual({ ...first, repeated: true })
    expect(counted).toEqual([{ entries: 2 }])
  })

  it('should let another clinic use the same key', async () => {
    await server.query(`set app.tenants = '${clinic.tenant.id},${foreign.tenant.id}'`)
    const [first, second] = await undone(
      server,
      async () =>
        [
          await post(server, { ...charging(clinic, 700), key: 'same' }),
          await post(server, { ...charging(foreign, 700), key: 'same' }),
        ] as const,
    )
    await server.query(`set app.tenants = '${clinic.tenant.id}'`)
    expect(second).toMatchObject({ repeated: false })
    expect(second.transfer).not.toBe(first.transfer)
  })

  it.each<[string, Fault, () => readonly Post[]]>([
    [
      'legs that do not sum to zero',
      BALANCED,
      () => [
        {
          ...charging(clinic, 700),
          legs: [
            { amount: 700, kind: 'patient-receivable', patient: clinic.patient },
            { amount: -699, kind: 'revenue' },
          ],
        },
      ],
    ],
    ['no legs', BALANCED, () => [{ ...crediting(clinic, 5), legs: [] }]],
    ['legs that are null', { code: '22023' }, () => [{ ...crediting(clinic, 5), legs: null }]],
    [
      'a single leg',
      BALANCED,
      () => [{ ...crediting(clinic, 5), legs: [{ amount: 0, kind: 'cash' }] }],
    ],
    [
      'a leg of nothing',
      { code: '23514', constraint: 'ledger_entries_amount' },
      () => [
        {
          ...crediting(clinic, 5),
          legs: [
            { amount: 5, kind: 'cash' },
            { amount: -5, kind: 'bank' },
            { amount: 0, kind: 'clearing' },
          ],
        },
      ],
    ],
    [
      'a leg in parts of a minor unit',
      { code: '22P02' },
      () => [
        {
          ...crediting(clinic, 5),
          legs: [
            { amount: '0.5', kind: 'cash' },
            { amount: '-0.5', kind: 'bank' },
          ],
        },
      ],
    ],
    [
      'an account of no known kind',
      { code: '23503' },
      () => [
        {
          ...crediting(clinic, 5),
          legs: [
            { amount: 5, kind: 'piggy-bank' },
            { amount: -5, kind: 'cash' },
          ],
        },
      ],
    ],
    [
      'an account with an unknown part',
      { code: '23503' },
      () => [
        {
          ...crediting(clinic, 5),
          legs: [
            { amount: 5, kind: 'clearing', sub: 'stripe' },
            { amount: -5, kind: 'cash' },
          ],
        },
      ],
    ],
    [
      'the credit of a patient of another clinic',
      { code: '23503' },
      () => [{ ...crediting({ ...clinic, patient: foreign.patient }, 5), patient: clinic.patient }],
    ],
    [
      'a patient of another clinic',
      { code: '23503', constraint: 'ledger_transfers_patient_id_patients_id_fk' },
      () => [{ ...crediting(clinic, 5), patient: foreign.patient }],
    ],
    ['another clinic', { code: '42501' }, () => [charging(foreign, 700)]],
    [
      'a kind that nobody knows',
      { code: '23514', constraint: 'ledger_transfers_kind' },
      () => [{ ...charging(clinic, 700), kind: 'gift' }],
    ],
    [
      'credit that is not there',
      { code: '23514', constraint: 'ledger_accounts_below_ceil' },
      () => [charging(clinic, 700, SOURCE), crediting(clinic, 699), settling(clinic, 700, SOURCE)],
    ],
    [
      'more than a charge asks',
      { code: '23514', constraint: 'charges_settled_within_cost' },
      () => [charging(clinic, 700, SOURCE), crediting(clinic, 900), settling(clinic, 701, SOURCE)],
    ],
    [
      'dues that would fall below nothing',
      CHARGES,
      () => [
        crediting(clinic, 900),
        { ...settling(clinic, 5, SOURCE), allocations: [], charges: [] },
      ],
    ],
    [
      'a waiver above the cost',
      { code: '23514', constraint: 'charges_settled_within_cost' },
      () => [
        charging(clinic, 700, SOURCE),
        {
          charges: [of(SOURCE, { waivedMinor: 701 })],
          kind: 'waiver',
          legs: [
            { amount: 701, kind: 'discount' },
            { amount: -701, kind: 'patient-receivable', patient: clinic.patient },
          ],
          patient: clinic.patient,
          tenant: clinic.tenant.id,
        },
      ],
    ],
    [
      'more refunded than settled',
      { code: '23514', constraint: 'charges_refunded_within_settled' },
      () => [
        charging(clinic, 700, SOURCE),
        { ...crediting(clinic, 5), charges: [of(SOURCE, { refundedMinor: 5 })] },
      ],
    ],
    [
      'a second charge of one source',
      { code: '23505', constraint: 'charges_one_per_source' },
      () => [charging(clinic, 700, SOURCE), charging(clinic, 700, SOURCE)],
    ],
    [
      'a charge below nothing',
      { code: '23514', constraint: 'charges_not_negative' },
      () => [charging(clinic, -700)],
    ],
    [
      'a charge that does not exist',
      { code: '23503' },
      () => [crediting(clinic, 900), settling(clinic, 5, SOURCE)],
    ],
    [
      'a charge of another patient',
      { code: '23503' },
      () => [
        charging(clinic, 700, SOURCE),
        crediting({ ...clinic, patient: clinic.patient2 }, 900),
        settling({ ...clinic, patient: clinic.patient2 }, 700, SOURCE),
      ],
    ],
    ['dues without a charge', CHARGES, () => [{ ...charging(clinic, 700), charges: [] }]],
    [
      'dues of a patient for the charge of another',
      CHARGES,
      () => [{ ...charging(clinic, 700), patient: clinic.patient2 }],
    ],
    [
      'what is settled without an allocation',
      ALLOCATIONS,
      () => [
        charging(clinic, 700, SOURCE),
        crediting(clinic, 900),
        { ...settling(clinic, 5, SOURCE), allocations: [] },
      ],
    ],
    [
      'what one charge settles allocated to another',
      ALLOCATIONS,
      () => [
        charging(clinic, 700, SOURCE),
        charging(clinic, 700, OTHER),
        crediting(clinic, 900),
        { ...settling(clinic, 5, SOURCE), allocations: [of(OTHER, { amountMinor: 5 })] },
      ],
    ],
    [
      'allocations that undo each other over two charges',
      ALLOCATIONS,
      () => [
        charging(clinic, 700, SOURCE),
        charging(clinic, 700, OTHER),
        {
          ...crediting(clinic, 900),
          allocations: [of(SOURCE, { amountMinor: 5 }), of(OTHER, { amountMinor: -5 })],
        },
      ],
    ],
    [
      'a payment of another clinic',
      { code: '23503', constraint: 'payment_allocations_payment_id_payments_id_fk' },
      () => [
        charging(clinic, 700, SOURCE),
        crediting(clinic, 900),
        {
          ...settling(clinic, 5, SOURCE),
          allocations: [of(SOURCE, { amountMinor: 5, payment: randomUUID() })],
        },
      ],
    ],
    [
      'a key that was used for something else',
      { code: '23514', constraint: 'ledger_transfers_same_key_same_body' },
      () => [
        { ...crediting(clinic, 5), hash: 'one', key: 'once' },
        { ...crediting(clinic, 5), hash: 'other', key: 'once' },
      ],
    ],
    [
      'taking back what does not exist',
      { code: '23503', constraint: 'ledger_transfers_reverses_id_ledger_transfers_id_fk' },
      () => [{ ...crediting(clinic, 5), reverses: randomUUID() }],
    ],
  ])('should refuse %s', async (_, fault, posts) => {
    expect(await faultOf(...posts())).toEqual(fault)
  })

  it('should refuse to take one transfer back twice', async () => {
    const fault = await undone(server, async () => {
      const { transfer } = await post(server, crediting(clinic, 5))
      await post(server, { ...crediting(clinic, 5), reverses: transfer })
      return post(server, { ...crediting(clinic, 5), reverses: transfer }).catch(told)
    })
    expect(fault).toEqual({ code: '23505', constraint: 'ledger_transfers_reversed_once' })
  })

  it('should refuse a transfer between two currencies', async () => {
    await app.sql(
      `begin; set local fin.posting = 'on';
       update ledger_accounts set currency = 'EUR'
        where tenant_id = '${foreign.tenant.id}' and kind = 'revenue'; commit`,
    )
    await server.query(`set app.tenants = '${foreign.tenant.id}'`)
    const fault = await faultOf(charging(foreign, 700))
    await server.query(`set app.tenants = '${clinic.tenant.id}'`)
    expect(fault).toEqual({ code: '23514', constraint: 'ledger_transfers_one_currency' })
  })

  it('should keep what a charge settles from its first moment on', async () => {
    const wrong = await undone(server, async () => {
      await post(server, crediting(clinic, 900))
      await post(server, {
        ...charging(clinic, 700, SOURCE),
        allocations: [of(SOURCE, { amountMinor: 200 })],
        charges: [of(SOURCE, { costMinor: 700, settledMinor: 200 })],
        legs: [
          { amount: 500, kind: 'patient-receivable', patient: clinic.patient },
          { amount: 200, kind: 'patient-credit', patient: clinic.patient },
          { amount: -700, kind: 'revenue' },
        ],
      })
      return (await server.query('select violation from fin.violations')).rows
    })
    expect(wrong).toEqual([])
  })
})
