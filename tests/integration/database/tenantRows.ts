import { asSystem } from '../../../src/db/scope.ts'
import { sealEvents } from '../../../src/operations/operation/sealEvents.ts'
import { slugs } from '../../../src/slugs.ts'
import type { TestApp } from '../../support/app.ts'
import {
  type Clinic,
  createClinic,
  createSuperAdmin,
  updateSettings,
} from '../../support/clinic.ts'
import { type Body, book, pay, post } from '../../support/flows.ts'

export interface FullClinic extends Clinic {
  /** Of the first patient, paid in part. */
  readonly session: Body
}

/** A clinic with rows in every table that a tenant has. */
export const fillClinic = async (app: TestApp): Promise<FullClinic> => {
  const clinic = await createClinic(app)
  await asSystem('test', () => addLists(app, clinic))
  await updateSettings(app, clinic.tenant.id, ({ messaging }) => ({
    messaging: { ...messaging, confirmation: { ...messaging.confirmation, channels: ['email'] } },
  }))
  const { session } = await book(app, clinic)
  const attendance = await attendanceOf(app, session as Body)
  await pay(app, clinic, {
    allocations: [{ amountMinor: 40_000, attendance }],
    amountMinor: 40_000,
  })
  const waived = await post(app, clinic.accountant, [
    `/attendances/${attendance}/waive`,
    { amountMinor: 10_000, reason: 'Hardship' },
  ])
  await post(app, clinic.accountant, [
    `/ledger-transfers/${String(waived.transfer)}/reverse`,
    { reason: 'Found the money' },
  ])
  await app.rest('POST', '/payments/record', {
    as: clinic.accountant,
    body: { amountMinor: 5_000, method: 'cash', patient: clinic.patient2 },
    headers: { 'idempotency-key': 'tenant-rows' },
  })
  await app.rest('POST', `/tenants/${clinic.tenant.id}/break-glass`, {
    as: await createSuperAdmin(app),
    body: { reason: 'Rows for every table' },
  })
  return { ...clinic, session: session as Body }
}

export const attendanceOf = async (app: TestApp, { id }: Body): Promise<string> => {
  const [row] = await app.sql<{ id: string }>('select id from attendances where session_id = $1', [
    id,
  ])
  return row?.id ?? ''
}

const addLists = async (app: TestApp, clinic: Clinic): Promise<void> => {
  const req = await app.reqOf()
  const shared = { overrideAccess: true, req } as const
  const tenant = clinic.tenant.id
  await app.payload.update({
    ...shared,
    collection: slugs.contacts,
    data: {
      optOuts: [{ at: '2026-06-01T00:00:00Z', channel: 'sms', purpose: 'marketing' }] as never,
      preferredChannels: ['email'],
    },
    id: clinic.contact,
  })
  await app.payload.update({
    ...shared,
    collection: slugs.availability,
    data: { therapyTypes: [clinic.type] },
    where: { and: [{ tenant: { equals: tenant } }, { dayOfWeek: { equals: 5 } }] },
  })
  await app.payload.update({
    ...shared,
    collection: slugs.memberships,
    data: { locations: [clinic.location] },
    where: { and: [{ tenant: { equals: tenant } }, { user: { equals: clinic.operator.id } }] },
  })
  await app.payload.update({
    ...shared,
    collection: slugs.patients,
    data: { tags: ['horse riding'] },
    id: clinic.patient,
  })
  await app.payload.create({
    ...shared,
    collection: slugs.pricing,
    data: {
      durationMinutes: 45,
      priceMinor: 90_000,
      tenant,
      therapist: clinic.therapist2.id,
      therapyType: clinic.type,
    },
  })
}

/** What only some clinics have: notes under a key, somebody invited, codes for a role, a sealed log. */
export const fillRareTables = async (
  app: TestApp,
  clinics: readonly FullClinic[],
): Promise<void> => {
  for (const { admin, patient, tenant } of clinics) {
    await post(app, admin, [`/patients/${patient}/medical-notes`, { medicalNotes: 'Asthma' }])
    const email = `invited.${tenant.id}@test.example`
    const person = { email, firstName: 'In', lastName: 'Vited', roles: ['operator'] }
    await post(app, admin, ['/users/invite', person])
    await app.sql(
      `insert into settings_security_mfa_roles (id, "order", parent_id, value)
       select guards.new_id(), 1, id, 'therapist' from settings where tenant_id = $1`,
      [tenant.id],
    )
  }
  await sealEvents(app.payload)
}
