import type { CollectionBeforeChangeHook } from 'payload'
import { query } from '../../db/query.ts'
import { idOf } from '../../domain/ids.ts'
import { possibleDuplicate } from '../../domain/people/errors.ts'
import type { Patient } from '../../payload-types.ts'

interface Candidate {
  firstName: string
  id: string
  lastName: string
  number: string
}

/** Same phone and first name, or same last name and date of birth. */
const CANDIDATES = `
  select p.id, p.number, p.first_name as "firstName", p.last_name as "lastName"
    from patients p
    join contacts c on c.id = p.primary_contact_id
   where p.tenant_id = $1 and p.kind = $2
     and ((lower(p.first_name) = lower($3)
           and c.phone = (select phone from contacts where id = $4))
       or (lower(p.last_name) = lower($5) and $6 <> '' and p.born_on = $6))
   order by p.number limit 5`

/** Likely duplicates are shown before saving; saving anyway is allowed and recorded. @rule PAT-12 */
export const preventDuplicatePatient: CollectionBeforeChangeHook<Patient> = async ({
  data,
  operation,
  req,
}) => {
  if (operation !== 'create') return data
  const candidates = await query<Candidate>(req, CANDIDATES, [
    idOf(data.tenant),
    data.kind,
    data.firstName?.trim(),
    idOf(data.primaryContact),
    data.lastName?.trim(),
    data.bornOn ?? '',
  ])
  if (candidates.length === 0) return data
  if (data.acceptDuplicate !== true) throw possibleDuplicate({ candidates })
  return { ...data, duplicateOf: candidates.map(({ number }) => number) }
}
