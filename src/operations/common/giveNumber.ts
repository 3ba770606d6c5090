import type { PayloadRequest } from 'payload'
import { queryOne } from '../../db/query.ts'
import { idOf } from '../../domain/ids.ts'

/**
 * Gives a new row the next number of its tenant's series, without gaps: a rolled-back row gives its
 * number back. Called last in a transaction, because it makes others of the tenant wait (integrity §2).
 */
export const giveNumber = async (
  req: PayloadRequest,
  of: {
    doc: { id: string; tenant?: unknown }
    prefix: 'PAY' | 'PT' | 'S'
    table: 'patients' | 'payments' | 'sessions'
  },
): Promise<string> => {
  const { number } = await queryOne<{ number: string }>(
    req,
    `update ${of.table}
        set number = $3 || '-' || lpad(counters.next($2, '${of.table}')::text, 6, '0')
      where id = $1 returning number`,
    [of.doc.id, idOf(of.doc.tenant), of.prefix],
  )
  return number
}
