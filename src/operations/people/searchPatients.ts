import type { PayloadRequest } from 'payload'
import { grantIn } from '../../access/permissions.ts'
import { userIdOf } from '../../access/rights.ts'
import { query } from '../../db/query.ts'
import { forbidden } from '../../domain/errors.ts'
import { searchPatterns } from '../../domain/people/patientSearch.ts'
import { slugs } from '../../slugs.ts'
import { tenantAsked } from '../common/tenantAsked.ts'
import { recordEvent } from '../operation/recordEvent.ts'

const MOST = 12

export interface FoundPatient {
  readonly bornOn: null | string
  readonly bornOnIsEstimated: boolean
  readonly contactName: null | string
  readonly id: string
  readonly isActive: boolean
  readonly isDeceased: boolean
  readonly name: string
  readonly number: string
  /** The last four digits: siblings and namesakes are told apart, and no whole number is shown. */
  readonly phoneEnding: null | string
}

/** Any contact of the patient is searched, the primary one is shown. */
const PATIENTS = `
  select p.id, p.number, p.full_name as name, p.born_on as "bornOn",
         p.born_on_is_estimated is true as "bornOnIsEstimated",
         p.active is not false as "isActive", p.deceased_at is not null as "isDeceased",
         c.full_name as "contactName", right(c.phone, 4) as "phoneEnding"
    from patients p
    left join contacts c on c.id = p.primary_contact_id
    cross join lateral (
      select concat_ws(' ', p.full_name, p.number, p.animal_microchip,
               string_agg(concat_ws(' ', k.full_name, k.phone), ' ')) as words
        from patients_guardians g join contacts k on k.id = g.contact_id
       where g._parent_id = p.id) found
   where p.tenant_id = $1 and found.words ilike all ($2)
     and ($3::uuid is null or exists (
           select from patients_rels r
            where r.parent_id = p.id and r.path = 'careTeam' and r.users_id = $3))
   order by p.active is false or p.deceased_at is not null, not p.full_name ilike $4,
            p.full_name, p.number
   limit ${MOST}`

const ONE = PATIENTS.replace('found.words ilike all ($2)', 'p.id = $2').replace(
  'not p.full_name ilike $4',
  '$4::text',
)

const ownOnly = (req: PayloadRequest, tenant: string): null | string => {
  const grant = grantIn(req, 'patients.read', tenant)
  if (grant === undefined) throw forbidden({ action: 'patients.read' })
  return grant.reach === 'all' ? null : (userIdOf(req) ?? null)
}

const recordFound = (
  req: PayloadRequest,
  tenant: string,
  of: { found: readonly FoundPatient[]; view: string },
): Promise<void> =>
  recordEvent(req, {
    action: 'read',
    facts: { view: of.view },
    patients: of.found.map(({ id }) => id),
    resource: slugs.patients,
    tenant,
  })

/**
 * Patients by name, number, contact, phone or microchip, for a picker: at most 12, those who can be booked
 * first. A therapist finds their care team's only. Refuses `forbidden`, `tenant-mismatch`.
 * @rule PAT-7 CAL-1
 */
export const searchPatients = async (
  req: PayloadRequest,
  of: { q: string; tenant?: string | undefined },
): Promise<FoundPatient[]> => {
  const tenant = tenantAsked(req, of.tenant)
  const own = ownOnly(req, tenant)
  const patterns = searchPatterns(of.q)
  const [first] = patterns
  if (first === undefined) return []
  const found = await query<FoundPatient & Record<string, unknown>>(req, PATIENTS, [
    tenant,
    patterns,
    own,
    first.slice(1),
  ])
  await recordFound(req, tenant, { found, view: 'search' })
  return found
}

/** One patient as the picker shows them; undefined where the reader may not know them. */
export const findPatientForPicker = async (
  req: PayloadRequest,
  of: { id: string; tenant: string },
): Promise<FoundPatient | undefined> => {
  const rows = await query<FoundPatient & Record<string, unknown>>(req, ONE, [
    of.tenant,
    of.id,
    ownOnly(req, of.tenant),
    '',
  ])
  await recordFound(req, of.tenant, { found: rows, view: 'picker' })
  return rows[0]
}
