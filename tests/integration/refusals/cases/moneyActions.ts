import {
  openBalance,
  reverseForgiveness,
  waiveCharge,
  writeOffDues,
} from '../../../../src/operations/money/forgive.ts'
import { recordPayment } from '../../../../src/operations/money/recordPayment.ts'
import { readStatement } from '../../../../src/operations/money/statement.ts'
import { voidPayment } from '../../../../src/operations/money/voidPayment.ts'
import { bookingOf } from '../../../support/clinic.ts'
import type { ActionCase, Stage } from '../../../support/refusals.ts'
import { bookAs, idOfAttendance, recordAs } from '../arrange.ts'
import { UNKNOWN_ID } from './newSession.ts'

const charged =
  (startsAt: string) =>
  async ({ app, clinic }: Stage): Promise<string> =>
    idOfAttendance(app, await bookAs(app, clinic.admin, bookingOf(clinic, { startsAt })))

const paid = ({ app, clinic }: Stage): Promise<string> =>
  recordAs(app, clinic.admin, { amountMinor: 10_000, patient: clinic.patient2 })

const reason = 'Agreed with the family'

const payments: ActionCase[] = [
  {
    code: 'amount-not-positive',
    facts: { field: 'amountMinor' },
    paths: ['amountMinor'],
    post: ({ clinic }) => [
      '/payments/record',
      { amountMinor: 0, method: 'cash', patient: clinic.patient },
    ],
    refuses: 'a recorded payment of 0',
    run: (req, _, { clinic }) =>
      recordPayment(req, { amountMinor: 0, method: 'cash', patient: clinic.patient }),
    status: 422,
  },
  {
    code: 'not-found',
    facts: { field: 'patient' },
    paths: ['patient'],
    post: ({ foreign }) => [
      '/payments/record',
      { amountMinor: 100, method: 'cash', patient: foreign.patient },
    ],
    refuses: 'a payment of a foreign patient',
    run: (req, _, { foreign }) =>
      recordPayment(req, { amountMinor: 100, method: 'cash', patient: foreign.patient }),
    status: 404,
  },
  {
    as: ({ clinic }) => clinic.operator,
    code: 'forbidden',
    facts: { action: 'payments.record' },
    post: ({ clinic }) => [
      '/payments/record',
      { amountMinor: 100, method: 'cash', patient: clinic.patient },
    ],
    refuses: 'a payment recorded by an operator without the setting',
    run: (req, _, { clinic }) =>
      recordPayment(req, { amountMinor: 100, method: 'cash', patient: clinic.patient }),
    status: 403,
  },
  {
    code: 'validation-error',
    facts: {
      faults: [
        { code: 'required', field: 'amountMinor' },
        { code: 'invalid_value', field: 'method' },
      ],
    },
    paths: ['amountMinor', 'method'],
    post: ({ clinic }) => ['/payments/record', { method: 'gold', patient: clinic.patient }],
    refuses: 'a payment without an amount, by an unknown method',
    status: 422,
  },
  {
    arrange: paid,
    code: 'reason-required',
    facts: { field: 'reason' },
    paths: ['reason'],
    post: (_, id) => [`/payments/${id}/void`, { reason: ' ' }],
    refuses: 'a payment voided without a reason',
    run: (req, id) => voidPayment(req, { id, reason: ' ' }),
    status: 422,
  },
  {
    arrange: paid,
    as: ({ clinic }) => clinic.operator,
    code: 'forbidden',
    facts: { action: 'payments.void' },
    post: (_, id) => [`/payments/${id}/void`, { reason }],
    refuses: 'a payment voided by an operator',
    run: (req, id) => voidPayment(req, { id, reason }),
    status: 403,
  },
  {
    arrange: () => Promise.resolve(UNKNOWN_ID),
    code: 'not-found',
    post: (_, id) => [`/payments/${id}/void`, { reason }],
    refuses: 'an unknown payment voided',
    run: (req, id) => voidPayment(req, { id, reason }),
    status: 404,
  },
  {
    code: 'amount-not-positive',
    facts: { field: 'amountMinor' },
    paths: ['amountMinor'],
    post: ({ clinic }) => [
      `/patients/${clinic.patient}/credits`,
      { amountMinor: -5, method: 'cash' },
    ],
    refuses: 'credit bought for less than nothing',
    status: 422,
  },
]

const forgiveness: ActionCase[] = [
  {
    arrange: charged('2026-06-02T10:00'),
    code: 'over-allocated',
    facts: { availableMinor: 100_000 },
    paths: ['amountMinor'],
    post: (_, id) => [`/attendances/${id}/waive`, { amountMinor: 100_001, reason }],
    refuses: 'more waived than is due',
    run: (req, id) => waiveCharge(req, { amountMinor: 100_001, id, reason }),
    status: 422,
  },
  {
    arrange: charged('2026-06-02T11:00'),
    code: 'reason-required',
    facts: { field: 'reason' },
    paths: ['reason'],
    post: (_, id) => [`/attendances/${id}/waive`, { reason: '' }],
    refuses: 'a waiver without a reason',
    run: (req, id) => waiveCharge(req, { id, reason: '' }),
    status: 422,
  },
  {
    arrange: charged('2026-06-02T12:00'),
    as: ({ clinic }) => clinic.operator,
    code: 'forbidden',
    facts: { action: 'charges.waive' },
    post: (_, id) => [`/attendances/${id}/waive`, { reason }],
    refuses: 'a waiver by an operator',
    run: (req, id) => waiveCharge(req, { id, reason }),
    status: 403,
  },
  {
    as: ({ foreign }) => foreign.admin,
    code: 'amount-not-positive',
    facts: { field: 'amountMinor' },
    paths: ['amountMinor'],
    post: ({ foreign }) => [`/patients/${foreign.patient2}/write-off`, { reason }],
    refuses: 'dues written off where nothing is due',
    run: (req, _, { foreign }) => writeOffDues(req, { id: foreign.patient2, reason }),
    status: 422,
  },
  {
    arrange: async (stage) => {
      await paid(stage)
      const [row] = await stage.app.sql<{ id: string }>(
        `select id from ledger_transfers where kind = 'payment' and tenant_id = $1 limit 1`,
        [stage.clinic.tenant.id],
      )
      return row?.id ?? ''
    },
    code: 'not-reversible',
    facts: { kind: 'payment' },
    post: (_, id) => [`/ledger-transfers/${id}/reverse`, { reason }],
    refuses: 'a payment reversed instead of voided',
    run: (req, id) => reverseForgiveness(req, { id, reason }),
    status: 409,
  },
  {
    code: 'amount-not-positive',
    facts: { field: 'duesMinor' },
    paths: ['duesMinor'],
    post: ({ clinic }) => [`/patients/${clinic.patient}/opening-balance`, { duesMinor: -1 }],
    refuses: 'an opening balance below 0',
    run: (req, _, { clinic }) => openBalance(req, { duesMinor: -1, id: clinic.patient }),
    status: 422,
  },
  {
    arrange: async ({ app, clinic }) => {
      const as = clinic.admin
      const route = `/patients/${clinic.patient}/opening-balance`
      await app.rest('POST', route, { as, body: { creditMinor: 500 } })
      return ''
    },
    code: 'idempotency-key-reused',
    post: ({ clinic }) => [`/patients/${clinic.patient}/opening-balance`, { creditMinor: 700 }],
    refuses: 'a second opening balance of another amount',
    run: (req, _, { clinic }) => openBalance(req, { creditMinor: 700, id: clinic.patient }),
    status: 422,
  },
]

const readers: ActionCase[] = [
  {
    as: ({ clinic }) => clinic.therapist2,
    code: 'not-found',
    post: ({ clinic }) => [`/patients/${clinic.patient2}/write-off`, { reason }],
    refuses: 'money of a patient out of sight',
    run: (req, _, { clinic }) => readStatement(req, clinic.patient2),
    status: 404,
  },
]

export const moneyActionCases = { Forgiveness: forgiveness, Payments: payments, Readers: readers }
