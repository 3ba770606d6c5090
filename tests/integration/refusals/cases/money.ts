import { slugs } from '../../../../src/slugs.ts'
import { bookingOf } from '../../../support/clinic.ts'
import { type RefusalCase, type Stage, WITHOUT_GRAPHQL } from '../../../support/refusals.ts'
import { bookAs, idOfAttendance, recordAs } from '../arrange.ts'
import { at } from './newSession.ts'

type Change = (stage: Stage, arranged: string) => object

const newPayment = (change: Change) => (stage: Stage, arranged: string) =>
  ({
    collection: slugs.payments,
    data: {
      amountMinor: 50_000,
      method: 'cash',
      patient: stage.clinic.patient,
      ...change(stage, arranged),
    },
    operation: 'create',
  }) as const

/** An attendance that still asks for 1,000.00. */
const openAttendance = async (stage: Stage): Promise<string> => {
  const { app, clinic } = stage
  const [known] = await app.sql<{ id: string }>(
    'select id from attendances where patient_id = $1 limit 1',
    [clinic.patient],
  )
  if (known !== undefined) return known.id
  const session = await bookAs(app, clinic.admin, bookingOf(clinic))
  return idOfAttendance(app, session)
}

const recorded = ({ app, clinic }: Stage): Promise<string> =>
  recordAs(app, clinic.admin, { amountMinor: 30_000, patient: clinic.patient2 })

const paymentUpdate = (data: Record<string, unknown>) => (_: Stage, id: string) =>
  ({ collection: slugs.payments, data, id, operation: 'update' }) as const

const payments: RefusalCase[] = [
  ...[0, -100].map((amountMinor): RefusalCase => ({
    code: 'amount-not-positive',
    facts: { field: 'amountMinor' },
    paths: ['amountMinor'],
    refuses: `a payment of ${amountMinor}`,
    status: 422,
    write: newPayment(() => ({ amountMinor })),
  })),
  {
    code: 'too-many-decimals',
    facts: { field: 'amountMinor' },
    paths: ['amountMinor'],
    refuses: 'a payment with a fraction of a paisa',
    status: 422,
    write: newPayment(() => ({ amountMinor: 100.5 })),
  },
  {
    code: 'received-in-future',
    paths: ['receivedAt'],
    refuses: 'a payment received in a minute',
    status: 422,
    write: newPayment(() => ({ receivedAt: at('2026-06-01T09:01') })),
  },
  {
    code: 'invalid-instant',
    entries: WITHOUT_GRAPHQL,
    facts: { field: 'receivedAt' },
    paths: ['receivedAt'],
    refuses: 'a payment received at no time',
    status: 422,
    write: newPayment(() => ({ receivedAt: 'yesterday' })),
  },
  {
    arrange: openAttendance,
    code: 'over-allocated',
    facts: { availableMinor: 100_000 },
    paths: ['allocations'],
    refuses: 'more settled than is due',
    status: 422,
    write: newPayment((_, attendance) => ({
      allocations: [{ amountMinor: 100_001, attendance }],
      amountMinor: 200_000,
    })),
  },
  {
    arrange: openAttendance,
    code: 'over-allocated',
    facts: { availableMinor: 50_000 },
    paths: ['allocations'],
    refuses: 'more settled than was paid',
    status: 422,
    write: newPayment((_, attendance) => ({ allocations: [{ amountMinor: 50_001, attendance }] })),
  },
  {
    arrange: openAttendance,
    code: 'amount-not-positive',
    facts: { field: 'allocations.0.amountMinor' },
    paths: ['allocations.0.amountMinor'],
    refuses: 'a settled part of 0',
    status: 422,
    write: newPayment((_, attendance) => ({ allocations: [{ amountMinor: 0, attendance }] })),
  },
  {
    arrange: async ({ app, foreign }) =>
      idOfAttendance(app, await bookAs(app, foreign.admin, bookingOf(foreign))),
    code: 'not-found',
    facts: { field: 'allocations.0.attendance' },
    paths: ['allocations.0.attendance'],
    refuses: 'a foreign attendance settled',
    status: 404,
    write: newPayment((_, attendance) => ({ allocations: [{ amountMinor: 1, attendance }] })),
  },
  {
    code: 'not-found',
    facts: { field: 'patient' },
    paths: ['patient'],
    refuses: 'a payment of a foreign patient',
    status: 404,
    write: newPayment(({ foreign }) => ({ patient: foreign.patient })),
  },
  {
    code: 'read-only-field',
    facts: { field: 'status' },
    paths: ['status'],
    refuses: 'a payment that begins as refunded',
    status: 422,
    write: newPayment(() => ({ status: 'failed' })),
  },
  {
    arrange: recorded,
    code: 'payment-final',
    facts: { field: 'amountMinor', status: 'completed' },
    paths: ['amountMinor'],
    refuses: 'another amount for a completed payment',
    status: 409,
    write: paymentUpdate({ amountMinor: 1 }),
  },
  {
    arrange: recorded,
    code: 'payment-final',
    facts: { field: 'patient', status: 'completed' },
    paths: ['patient'],
    refuses: 'another patient for a completed payment',
    status: 409,
    write: (stage, id) => paymentUpdate({ patient: stage.clinic.patient })(stage, id),
  },
  {
    arrange: recorded,
    code: 'payment-final',
    facts: { status: 'completed' },
    refuses: 'the deletion of a completed payment',
    status: 409,
    write: (_, id) => ({ collection: slugs.payments, id, operation: 'delete' }),
  },
  {
    as: ({ clinic }) => clinic.operator,
    code: 'forbidden',
    refuses: 'a payment recorded by an operator without the setting',
    status: 403,
    write: newPayment(() => ({})),
  },
  {
    as: ({ clinic }) => clinic.therapist,
    code: 'forbidden',
    refuses: 'a payment recorded by a therapist',
    status: 403,
    write: newPayment(() => ({})),
  },
]

const ledgerRow = (collection: 'ledger-accounts' | 'ledger-entries' | 'ledger-transfers') =>
  ({
    arrange: async (stage) => {
      const { app, clinic } = stage
      await recorded(stage)
      const [row] = await app.sql<{ id: string }>(
        `select id from ${collection.replaceAll('-', '_')} where tenant_id = $1 limit 1`,
        [clinic.tenant.id],
      )
      return row?.id ?? ''
    },
    code: 'forbidden',
    status: 403,
  }) satisfies Partial<RefusalCase>

const ledger: RefusalCase[] = (
  ['ledger-accounts', 'ledger-entries', 'ledger-transfers'] as const
).flatMap((collection): RefusalCase[] => [
  {
    ...ledgerRow(collection),
    refuses: `a change of ${collection} by an admin`,
    write: (_, id) => ({ collection, data: {}, id, operation: 'update' }),
  },
  {
    ...ledgerRow(collection),
    refuses: `the deletion of ${collection} by an admin`,
    write: (_, id) => ({ collection, id, operation: 'delete' }),
  },
])

export const moneyCases = { Ledger: ledger, Payments: payments }
