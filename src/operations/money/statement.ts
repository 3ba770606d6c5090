import type { PayloadRequest } from 'payload'
import { grantIn } from '../../access/permissions.ts'
import { query } from '../../db/query.ts'
import { forbidden } from '../../domain/errors.ts'
import { slugs } from '../../slugs.ts'
import { tenantOfVisible } from '../common/findVisible.ts'
import { tenantContext } from '../common/tenantContext.ts'
import { recordOperation } from '../operation/recordOperation.ts'
import { type Balances, readBalances } from './ledger.ts'

export interface StatementLine {
  /** Above 0: the patient owes more or has less credit. */
  readonly amountMinor: number
  readonly at: string
  readonly creditAfterMinor: number
  readonly duesAfterMinor: number
  readonly effectiveOn: string
  readonly kind: string
  readonly reason: string | null
  readonly session: null | string
  readonly sourceId: string
  readonly sourceKind: string
}

export interface StatementCharge {
  readonly attendance: string | null
  readonly costMinor: number
  readonly dueMinor: number
  readonly dueOn: string
  readonly session: null | string
  readonly settledMinor: number
  readonly waivedMinor: number
}

export interface Statement extends Balances {
  readonly charges: readonly StatementCharge[]
  readonly currency: string
  readonly lines: readonly StatementLine[]
  readonly patient: string
}

const LINES = `
  select t.kind, t.effective_on as "effectiveOn", t.reason, t.source_kind as "sourceKind",
         t.source_id as "sourceId", t.session_id as session,
         to_char(t.created_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as at,
         sum(e.amount_minor)::float8 as "amountMinor",
         (sum(sum(e.amount_minor) filter (where a.kind = 'patient-receivable')) over w)::float8 as dues,
         (sum(sum(e.amount_minor) filter (where a.kind = 'patient-credit')) over w)::float8 as credit
    from ledger_entries e
    join ledger_accounts a on a.id = e.account_id
    join ledger_transfers t on t.id = e.transfer_id
   where e.tenant_id = $1 and a.patient_id = $2
   group by t.id
  window w as (order by t.created_at, t.id)
   order by t.created_at, t.id`

const CHARGES = `
  select session_id as session, due_on::text as "dueOn", cost_minor::float8 as "costMinor",
         settled_minor::float8 as "settledMinor", waived_minor::float8 as "waivedMinor",
         (cost_minor - settled_minor - waived_minor)::float8 as "dueMinor",
         case source_kind when 'attendance' then source_id end as attendance
    from charges where tenant_id = $1 and patient_id = $2
   order by due_on, id`

type LineRow = Omit<StatementLine, 'creditAfterMinor' | 'duesAfterMinor'> & {
  credit: number | null
  dues: number | null
}

/**
 * Everything that touched a patient's money, with running dues and credit, and what each charge asks.
 * Refuses `not-found`, `forbidden`.
 * @rule MON-4 MON-9 PAT-9
 */
export const readStatement = (req: PayloadRequest, patient: string): Promise<Statement> =>
  recordOperation(
    req,
    { action: 'statements.read', document: patient, resource: slugs.patients },
    async (note) => {
      const tenant = await tenantOfVisible(req, slugs.patients, { id: patient })
      if (grantIn(req, 'statements.read', tenant) === undefined) {
        throw forbidden({ action: 'statements.read' })
      }
      note({ patients: [patient], tenant })
      const [context, balances, lines, charges] = await Promise.all([
        tenantContext(req, tenant),
        readBalances(req, tenant, patient),
        query<LineRow>(req, LINES, [tenant, patient]),
        query<StatementCharge & Record<string, unknown>>(req, CHARGES, [tenant, patient]),
      ])
      return {
        ...balances,
        charges,
        currency: context.currency,
        lines: lines.map(({ credit, dues, ...line }) => ({
          ...line,
          creditAfterMinor: 0 - (credit ?? 0),
          duesAfterMinor: dues ?? 0,
        })),
        patient,
      }
    },
  )
