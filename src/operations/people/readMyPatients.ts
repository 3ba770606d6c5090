import type { PayloadRequest } from 'payload'
import { grantIn } from '../../access/permissions.ts'
import { userIdOf } from '../../access/rights.ts'
import { query } from '../../db/query.ts'
import { forbidden } from '../../domain/errors.ts'
import { OPEN_STATUSES } from '../../domain/scheduling/statusMachine.ts'
import { slugs } from '../../slugs.ts'
import { nowMs } from '../common/services.ts'
import { recordEvent } from '../operation/recordEvent.ts'

interface When {
  readonly at: string
  readonly session: string
  readonly timezone: string
}

/** A patient of the viewer's care team with the viewer's own last and next session. */
export interface MyPatient {
  readonly id: string
  readonly last: null | When
  readonly name: string
  readonly next: null | When
  readonly number: string
}

const MOST = 300

const when = (condition: string, order: string): string => `
  (select jsonb_build_object('session', s.id, 'timezone', s.timezone,
            'at', to_char(s.starts_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'))
     from sessions s
    where s.tenant_id = $1 and s.patient_id = p.id
      and (s.therapist_id = $2 or s.co_therapist_id = $2) and ${condition}
    order by s.starts_at ${order} limit 1)`

/** $1 tenant, $2 therapist, $3 now, $4 statuses that are still to be held. */
const MY_PATIENTS = `
  select * from (
  select p.id, p.number, p.full_name as name,
         ${when("s.starts_at < $3 and s.status = 'completed'", 'desc')} as last,
         ${when('s.starts_at >= $3 and s.status::text = any ($4)', 'asc')} as next
    from patients p
   where p.tenant_id = $1 and p.active and p.deceased_at is null
     and exists (select 1 from patients_rels c
                  where c.parent_id = p.id and c.path = 'careTeam' and c.users_id = $2)
  ) mine order by next->>'at' nulls last, name, id limit ${MOST}`

/**
 * The patients whose care team the viewer belongs to, whoever comes next first. Sessions that they have
 * with colleagues are not told.
 * Refuses `forbidden`. @rule RPT-3 RPT-8
 */
export const readMyPatients = async (req: PayloadRequest, tenant: string): Promise<MyPatient[]> => {
  const me = userIdOf(req)
  if (me === undefined || grantIn(req, 'patients.read', tenant) === undefined) {
    throw forbidden({ action: 'patients.read' })
  }
  const found = await query<MyPatient>(req, MY_PATIENTS, [
    tenant,
    me,
    new Date(nowMs(req)).toISOString(),
    [...OPEN_STATUSES],
  ])
  await recordEvent(req, {
    action: 'read',
    facts: { view: 'my-patients' },
    patients: found.map(({ id }) => id),
    resource: slugs.patients,
    tenant,
  })
  return found
}
