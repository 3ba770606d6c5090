import { asSystem } from '../../../src/db/scope.ts'
import type { TestApp, TestUser } from '../../support/app.ts'
import { bookingOf, type Clinic, createUser } from '../../support/clinic.ts'
import { post } from '../../support/flows.ts'
import { type AccessStage, type Actor, unique } from './stage.ts'

/** Whose row an action is tried on: the therapist's own, or a colleague's. */
export type Whose = 'other' | 'own'

type Try = readonly [method: string, route: string, body?: object]
type Ask = (stage: AccessStage, whose: Whose, actor: Actor) => Promise<Try> | Try

const patientOf = ({ clinic, rows }: AccessStage, whose: Whose): string =>
  whose === 'own' ? clinic.patient : rows.patients.other

const onSession =
  (action: string, body: object = {}): Ask =>
  ({ rows }, whose) => ['POST', `/sessions/${rows.sessions[whose]}/${action}`, body]

const onPatient =
  (action: string, body: object): Ask =>
  (stage, whose) => ['POST', `/patients/${patientOf(stage, whose)}/${action}`, body]

/** A price by hand, an hour outside the plan: what the body asks for needs the right, not the route. */
const onBooking =
  (change: object): Ask =>
  ({ clinic, rows }, whose) => [
    'POST',
    '/sessions/book',
    bookingOf(clinic, {
      patient: whose === 'own' ? clinic.patient : rows.patients.other,
      startsAt: '2026-06-09T11:00',
      ...change,
    }),
  ]

/** Somebody who signs in nowhere in these tests: of the clinic, for the platform of none yet. */
const colleagueOf = (app: TestApp, clinic: Clinic, actor: Actor): Promise<TestUser> =>
  asSystem('test', async () => {
    const tenant = actor === 'super-admin' ? {} : { tenant: clinic.tenant.id }
    return createUser(app, await app.reqOf(), { roles: ['operator'], ...tenant })
  })

/** The platform appoints the first admin of a clinic, and nobody else. */
const tenantFor = async ({ app, clinic, people }: AccessStage, actor: Actor): Promise<string> => {
  if (actor !== 'super-admin') return clinic.tenant.id
  const body = { name: `Row ${unique()}`, preset: 'single-clinic' }
  const { doc } = await post(app, people[actor], ['/tenants', body])
  return doc.id as string
}

const day = '2026-06-02'

/** How each permission of an action is asked for over the API. */
export const SPECIAL_ROWS: Readonly<Record<string, Ask>> = {
  'audit.read': ({ clinic }) => ['GET', `/audit-log?where[tenant][equals]=${clinic.tenant.id}`],
  'audit.verify': () => ['GET', '/audit-log/verify'],
  'break-glass.end': ({ clinic }) => ['POST', `/tenants/${clinic.tenant.id}/break-glass/end`, {}],
  'break-glass.open': ({ clinic }) => [
    'POST',
    `/tenants/${clinic.tenant.id}/break-glass`,
    { reason: 'A row of the table' },
  ],
  'break-glass.read': ({ clinic }) => ['GET', `/tenants/${clinic.tenant.id}/break-glass`],
  'charges.waive': ({ rows }, whose) => [
    'POST',
    `/attendances/${rows.attendances[whose]}/waive`,
    { amountMinor: 1, reason: 'Row' },
  ],
  'credit.purchase': onPatient('credits', { amountMinor: 100, method: 'cash' }),
  'dues.write-off': onPatient('write-off', { amountMinor: 1, reason: 'Row' }),
  'ledger.adjust': onPatient('opening-balance', { duesMinor: 100 }),
  'patients.read-medical-notes': onPatient('medical-notes', { medicalNotes: 'Row' }),
  'payments.record': (stage, whose) => [
    'POST',
    '/payments/record',
    { amountMinor: 100, method: 'cash', patient: patientOf(stage, whose) },
  ],
  'payments.void': ({ rows }, whose) => [
    'POST',
    `/payments/${rows.payments[whose]}/void`,
    { reason: 'Row' },
  ],
  'reports.financial': () => ['GET', '/reports/dashboard'],
  'reports.operational': () => ['GET', '/reports/dashboard'],
  'sessions.cancel': onSession('cancel', { reasonCode: 'patient-request' }),
  'sessions.check-in': onSession('check-in'),
  'sessions.complete': onSession('complete', { attendance: 'present' }),
  'sessions.confirm': onSession('confirm'),
  'sessions.correct': onSession('correct', { reason: 'Row', to: 'checked-in' }),
  'sessions.no-show': onSession('no-show'),
  'sessions.overbook': onBooking({ overbookReason: 'Urgent', startsAt: '2026-06-09T20:00' }),
  'sessions.override-price': onBooking({ manualPrice: { priceMinor: 1, reason: 'Row' } }),
  'sessions.read-masked': () => ['GET', `/sessions/calendar?from=${day}&to=${day}`],
  'sessions.reschedule': onSession('reschedule', { startsAt: '2026-06-10T11:00' }),
  'sessions.start': onSession('start'),
  'sessions.write-notes': onSession('notes', { notes: 'Row' }),
  'slots.search': ({ clinic }, whose) => [
    'GET',
    `/availability/slots?from=${day}&to=${day}&therapyType=${clinic.type}&therapist=${
      (whose === 'own' ? clinic.therapist : clinic.therapist2).id
    }`,
  ],
  'statements.read': (stage, whose) => ['GET', `/patients/${patientOf(stage, whose)}/statement`],
  'users.invite': async (stage, _, actor) => [
    'POST',
    '/users/invite',
    {
      email: `row.${unique()}@test.example`,
      firstName: 'Row',
      lastName: 'Row',
      roles: ['admin'],
      tenant: await tenantFor(stage, actor),
    },
  ],
  'users.reset-mfa': async ({ app, clinic }, _, actor) => [
    'POST',
    `/users/${(await colleagueOf(app, clinic, actor)).id}/reset-mfa`,
    { reason: 'A row of the table' },
  ],
  'users.update-profile': ({ people }, _, actor) => [
    'PATCH',
    `/users/${people[actor].id}`,
    { colour: '#123456' },
  ],
}
