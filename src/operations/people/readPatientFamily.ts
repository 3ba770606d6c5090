import type { PayloadRequest } from 'payload'
import { grantIn } from '../../access/permissions.ts'
import { userIdOf } from '../../access/rights.ts'
import { queryOne } from '../../db/query.ts'
import type { LinkRight, Relationship } from '../../domain/people/patients.ts'

export interface FamilyContact {
  readonly email: null | string
  readonly id: string
  readonly name: string
  readonly phone: null | string
  readonly relationship: Relationship
  readonly rights: readonly LinkRight[]
}

/** Another patient who shares a contact: a sibling, another animal of the house. */
export interface FamilyPatient {
  readonly id: string
  readonly isActive: boolean
  readonly name: string
  readonly number: string
}

export interface PatientFamily {
  readonly careTeam: readonly { readonly id: string; readonly name: string }[]
  readonly contacts: readonly FamilyContact[]
  readonly others: readonly FamilyPatient[]
}

/** $3: a therapist knows the others of their own care team only; $4: whether contacts may be read. */
const FAMILY = `select
  (select coalesce(jsonb_agg(jsonb_build_object(
      'id', c.id, 'name', c.full_name, 'phone', c.phone, 'email', c.email,
      'relationship', g.relationship,
      'rights', array_remove(array[case when g.is_primary then 'isPrimary' end,
        case when g.can_book then 'canBook' end, case when g.pays then 'pays' end,
        case when g.receives_reminders then 'receivesReminders' end,
        case when g.can_see_clinical then 'canSeeClinical' end], null))
      order by g.is_primary desc nulls last, g._order), '[]'::jsonb)
     from patients_guardians g join contacts c on c.id = g.contact_id
    where g._parent_id = $2 and $4::boolean) as contacts,
  (select coalesce(jsonb_agg(distinct jsonb_build_object(
      'name', p.full_name, 'id', p.id, 'number', p.number, 'isActive', p.active is not false)),
      '[]'::jsonb)
     from patients_guardians mine
     join patients_guardians theirs on theirs.contact_id = mine.contact_id
     join patients p on p.id = theirs._parent_id and p.tenant_id = $1 and p.id <> $2
    where mine._parent_id = $2
      and ($3::uuid is null or exists (
            select from patients_rels r
             where r.parent_id = p.id and r.path = 'careTeam' and r.users_id = $3))) as others,
  (select coalesce(jsonb_agg(jsonb_build_object('id', u.id, 'name', u.full_name)
      order by r."order"), '[]'::jsonb)
     from patients_rels r join users u on u.id = r.users_id
    where r.parent_id = $2 and r.path = 'careTeam') as "careTeam"`

/** Contacts, care team and family of a patient whom the caller was found to see. @rule PAT-5 PAT-8 */
export const readPatientFamily = (
  req: PayloadRequest,
  { patient, tenant }: { patient: string; tenant: string },
): Promise<PatientFamily> =>
  queryOne<PatientFamily & Record<string, unknown>>(req, FAMILY, [
    tenant,
    patient,
    grantIn(req, 'patients.read', tenant)?.reach === 'all' ? null : (userIdOf(req) ?? null),
    grantIn(req, 'contacts.read', tenant) !== undefined,
  ])
