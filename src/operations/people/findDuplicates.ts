import type { PayloadRequest } from 'payload'
import { may } from '../../access/permissions.ts'
import { query } from '../../db/query.ts'
import { forbidden } from '../../domain/errors.ts'
import { slugs } from '../../slugs.ts'
import { tenantAsked } from '../common/tenantAsked.ts'
import { recordEvent } from '../operation/recordEvent.ts'

export interface NewPatient {
  readonly bornOn?: null | string | undefined
  /** The primary contact. */
  readonly contact?: null | string | undefined
  readonly firstName?: null | string | undefined
  readonly kind?: null | string | undefined
  readonly lastName?: null | string | undefined
}

export interface Duplicate {
  readonly bornOn: null | string
  readonly contactName: null | string
  readonly firstName: string
  readonly id: string
  readonly lastName: string
  readonly number: string
  readonly phoneEnding: null | string
}

const DUPLICATES = `
  select p.id, p.number, p.first_name as "firstName", p.last_name as "lastName",
         nullif(p.born_on, '') as "bornOn", c.full_name as "contactName",
         right(c.phone, 4) as "phoneEnding"
    from patients p
    join contacts c on c.id = p.primary_contact_id
   where p.tenant_id = $1 and p.kind::text = $2
     and ((lower(p.first_name) = lower($3)
           and c.phone = (select phone from contacts where id = $4 and tenant_id = $1))
       or (lower(p.last_name) = lower($5) and $6 <> '' and p.born_on = $6))
   order by p.number limit 5`

/** Patients like a new one: same phone and first name, or same last name and date of birth. */
export const findDuplicates = (
  req: PayloadRequest,
  tenant: string,
  of: NewPatient,
): Promise<Duplicate[]> =>
  query<Duplicate & Record<string, unknown>>(req, DUPLICATES, [
    tenant,
    of.kind ?? 'person',
    of.firstName?.trim() ?? '',
    of.contact ?? null,
    of.lastName?.trim() ?? '',
    of.bornOn ?? '',
  ])

/**
 * The likely duplicates of a patient who is being typed in. Refuses `forbidden`, `tenant-mismatch`.
 * @rule PAT-12
 */
export const previewDuplicates = async (
  req: PayloadRequest,
  { tenant: named, ...of }: { tenant?: string | undefined } & NewPatient,
): Promise<Duplicate[]> => {
  const tenant = tenantAsked(req, named)
  if (!may(req, 'patients.create', tenant)) throw forbidden({ action: 'patients.create' })
  const found = await findDuplicates(req, tenant, of)
  await recordEvent(req, {
    action: 'read',
    facts: { view: 'duplicates' },
    patients: found.map(({ id }) => id),
    resource: slugs.patients,
    tenant,
  })
  return found
}
