import type { PayloadRequest } from 'payload'
import { may } from '../../access/permissions.ts'
import { queryOne } from '../../db/query.ts'
import { forbidden } from '../../domain/errors.ts'

interface Named {
  readonly id: string
  readonly name: string
}

/** What the pages of the log are narrowed by. */
export interface LogChoices {
  /** The one that was asked for, if the clinic has such a patient. */
  readonly patient: Named | null
  /** Whoever works or worked here. */
  readonly people: readonly Named[]
}

const CHOICES = `select
  (select coalesce(jsonb_agg(jsonb_build_object('id', u.id, 'name', u.full_name)
      order by u.full_name), '[]'::jsonb)
     from memberships m join users u on u.id = m.user_id where m.tenant_id = $1) as people,
  (select jsonb_build_object('id', p.id, 'name', p.full_name)
     from patients p where p.tenant_id = $1 and p.id = $2) as patient`

/** Refuses `forbidden`. @rule AUD-6 */
export const readLogChoices = (
  req: PayloadRequest,
  of: { patient: string | undefined; tenant: string },
): Promise<LogChoices> => {
  if (!may(req, 'audit.read', of.tenant)) throw forbidden({ action: 'audit.read' })
  return queryOne<LogChoices & Record<string, unknown>>(req, CHOICES, [
    of.tenant,
    of.patient ?? null,
  ])
}
