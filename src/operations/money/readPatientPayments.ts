import type { PayloadRequest } from 'payload'
import { may } from '../../access/permissions.ts'
import type { PaymentMethod } from '../../domain/money/postings.ts'
import { type Newest, queryNewest } from '../common/queryNewest.ts'

export interface PatientPayment {
  readonly amountMinor: number
  readonly contact: null | string
  readonly id: string
  readonly isVoided: boolean
  readonly method: PaymentMethod
  readonly number: string
  readonly receivedAt: string
}

const MOST = 20

const PAYMENTS = `
  select count(*) over ()::int as total, p.id, p.number, p.amount_minor::float8 as "amountMinor", p.method,
         p.voided_at is not null as "isVoided", c.full_name as contact,
         to_char(coalesce(p.received_at, p.created_at) at time zone 'UTC',
                 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as "receivedAt"
    from payments p left join contacts c on c.id = p.contact_id
   where p.tenant_id = $1 and p.patient_id = $2
   order by coalesce(p.received_at, p.created_at) desc, p.id limit ${MOST}`

/** The newest payments of a patient whom the caller was found to see; null where amounts are hidden. */
export const readPatientPayments = async (
  req: PayloadRequest,
  { patient, tenant }: { patient: string; tenant: string },
): Promise<null | Newest<PatientPayment>> =>
  may(req, 'payments.read', tenant)
    ? queryNewest<PatientPayment>(req, PAYMENTS, [tenant, patient])
    : null
