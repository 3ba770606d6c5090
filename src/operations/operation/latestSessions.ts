import type { PayloadRequest } from 'payload'
import { query } from '../../db/query.ts'
import type { Status } from '../../domain/scheduling/statusMachine.ts'
import { nowMs } from '../common/services.ts'
import type { Scope } from './dashboardFigures.ts'

export interface LatestSession {
  readonly id: string
  readonly number: null | string
  readonly patient: string
  readonly patientId: string
  readonly startsAt: string
  readonly status: Status
  readonly therapist: string
  readonly therapyType: string
}

const MOST = 8

const LATEST = `
  select s.id, s.number, s.status::text as status, p.full_name as patient, p.id as "patientId", u.full_name as therapist,
         y.name as "therapyType",
         to_char(s.starts_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as "startsAt"
    from sessions s
    join patients p on p.id = s.patient_id
    join users u on u.id = s.therapist_id
    join therapy_types y on y.id = s.therapy_type_id
   where s.tenant_id = $1 and s.starts_at <= $2
     and (cardinality($3::uuid[]) = 0 or s.location_id = any ($3))
   order by s.starts_at desc, s.id desc limit ${MOST}`

/** The sessions that began last, the newest first. @rule RPT-2 */
export const readLatestSessions = (
  req: PayloadRequest,
  { locations, tenant }: Scope,
): Promise<LatestSession[]> =>
  query<LatestSession>(req, LATEST, [tenant, new Date(nowMs(req)).toISOString(), [...locations]])
