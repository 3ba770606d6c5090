import type { PayloadRequest } from 'payload'
import { rightsOf } from '../../access/rights.ts'
import { query } from '../../db/query.ts'
import { idOf, isUuid } from '../../domain/ids.ts'
import { type Slug, slugs } from '../../slugs.ts'

type Doc = Readonly<Record<string, unknown>>

/** Where rows of a collection name their patient; the SQL finds it where an answer leaves it out. */
const PATIENT: Partial<Record<Slug, { readonly field?: string; readonly sql: string }>> = {
  [slugs.attendances]: {
    field: 'patient',
    sql: 'select id, tenant_id, patient_id from attendances',
  },
  [slugs.contacts]: { sql: 'select id, tenant_id, null::uuid as patient_id from contacts' },
  [slugs.ledgerAccounts]: {
    field: 'patient',
    sql: 'select id, tenant_id, patient_id from ledger_accounts',
  },
  [slugs.ledgerEntries]: {
    sql: `select e.id, e.tenant_id, a.patient_id from ledger_entries e
            join ledger_accounts a on a.id = e.account_id`,
  },
  [slugs.ledgerTransfers]: {
    field: 'patient',
    sql: 'select id, tenant_id, patient_id from ledger_transfers',
  },
  [slugs.notifications]: {
    field: 'patient',
    sql: 'select id, tenant_id, patient_id from notifications',
  },
  [slugs.patients]: { field: 'id', sql: 'select id, tenant_id, id as patient_id from patients' },
  [slugs.paymentAllocations]: {
    field: 'patient',
    sql: 'select id, tenant_id, patient_id from payment_allocations',
  },
  [slugs.payments]: { field: 'patient', sql: 'select id, tenant_id, patient_id from payments' },
  [slugs.sessionEvents]: {
    sql: `select e.id, e.tenant_id, s.patient_id from session_events e
            join sessions s on s.id = e.session_id`,
  },
  [slugs.sessions]: { field: 'patient', sql: 'select id, tenant_id, patient_id from sessions' },
}

/** Whether the rows of a collection are records of patients. @rule AUD-2 */
export const isOfPatients = (slug: string): boolean => slug in PATIENT

/** The only tenant of the caller; undefined for somebody of several, or of none. */
export const onlyTenantOf = (req: PayloadRequest): string | undefined => {
  const { memberships = [] } = rightsOf(req) ?? {}
  return memberships.length === 1 ? memberships[0]?.tenant : undefined
}

export interface Named {
  readonly id: string
  readonly patient: string | undefined
  readonly tenant: string
}

const lookUp = async (
  req: PayloadRequest,
  sql: string,
  ids: readonly string[],
): Promise<Named[]> => {
  const rows = await query<{ id: string; patient_id: null | string; tenant_id: string }>(
    req,
    `select * from (${sql}) as named where id = any ($1)`,
    [ids],
  )
  return rows.map(({ id, patient_id, tenant_id }) => ({
    id,
    patient: patient_id ?? undefined,
    tenant: tenant_id,
  }))
}

/** Whose records these documents are, and of which clinics, also where they do not say it themselves. */
export const patientsOf = async (
  req: PayloadRequest,
  slug: string,
  docs: readonly Doc[],
): Promise<Named[]> => {
  const of = PATIENT[slug as Slug]
  if (of === undefined) return []
  const only = onlyTenantOf(req)
  const { field } = of
  const isTold = docs.every(
    (doc) =>
      (idOf(doc.tenant) ?? only) !== undefined &&
      (slug === slugs.contacts || (field !== undefined && field in doc)),
  )
  const named = docs.map((doc) => ({
    id: String(doc.id),
    patient: field === undefined ? undefined : idOf(doc[field]),
    tenant: idOf(doc.tenant) ?? only,
  }))
  if (isTold) return named as Named[]
  return lookUp(req, of.sql, named.map(({ id }) => id).filter(isUuid))
}
