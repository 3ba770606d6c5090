import type { Payload, PayloadRequest } from 'payload'
import { may } from '../../access/permissions.ts'
import { isPlatformAdmin } from '../../access/rights.ts'
import { asSystem } from '../../db/scope.ts'
import type { Adapter } from '../../db/types.ts'
import { forbidden } from '../../domain/errors.ts'
import { tenantAsked } from '../common/tenantAsked.ts'

/** The chain of what happened to the platform itself. */
export const PLATFORM_CHAIN = '00000000-0000-0000-0000-000000000000'

/** The first line that is not as it was sealed. Names it, and says nothing of what it held. */
export interface BrokenLine {
  readonly at: null | string
  readonly fault: 'changed' | 'inserted' | 'missing'
  readonly id: null | string
  /** Its place in the chain; null for a line that never was in it. */
  readonly seq: null | number
}

export interface Verdict {
  readonly broken: BrokenLine | null
  readonly ok: boolean
  /** Lines in the chain. */
  readonly sealed: number
}

const VERIFY = `
  select coalesce((select seq from audit_heads where tenant_id = $1), 0)::float8 as sealed,
         (select jsonb_build_object('fault', v.fault, 'seq', v.seq, 'id', v.log_id,
                   'at', to_char(v.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'))
            from audit.verify($1) v) as broken`

/** Follows the chain of one tenant from its beginning. @rule AUD-4 */
export const verifyChain = async (payload: Payload, tenant: string): Promise<Verdict> => {
  const { pool } = payload.db as unknown as Adapter
  const { rows } = await asSystem('verify-events', () =>
    pool.query<{ broken: BrokenLine | null; sealed: number }>(VERIFY, [tenant]),
  )
  const { broken = null, sealed = 0 } = rows[0] ?? {}
  return { broken, ok: broken === null, sealed }
}

/**
 * Whether the audit log of a clinic is whole; for the platform its own, where no clinic is named.
 * Refuses `forbidden`, `tenant-mismatch`. @rule AUD-4
 */
export const verifyEvents = (
  req: PayloadRequest,
  { tenant: asked }: { tenant?: string | undefined },
): Promise<Verdict> => {
  const tenant = isPlatformAdmin(req) ? (asked ?? PLATFORM_CHAIN) : tenantAsked(req, asked)
  if (!may(req, 'audit.verify', tenant)) throw forbidden({ action: 'audit.verify' })
  return verifyChain(req.payload, tenant)
}
