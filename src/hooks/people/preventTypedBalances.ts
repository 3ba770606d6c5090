import type { CollectionBeforeOperationHook } from 'payload'
import { readOnlyField } from '../../domain/errors.ts'
import { isUuid } from '../../domain/ids.ts'
import { readBalances } from '../../operations/money/ledger.ts'
import { query } from '../../db/query.ts'

const isGiven = (value: unknown): boolean => value !== undefined && value !== null

/** Balances are the ledger's: a body that differs is refused, one that repeats them is not. @rule PAT-6 */
export const preventTypedBalances: CollectionBeforeOperationHook = async ({
  args,
  operation,
  req,
}) => {
  const { data, id } = args as { data?: Record<string, unknown>; id?: unknown }
  const { creditBalanceMinor, outstandingDuesMinor } = data ?? {}
  const isTyped = isGiven(creditBalanceMinor) || isGiven(outstandingDuesMinor)
  if ((operation !== 'create' && operation !== 'update') || !isTyped) return args
  const [row] = isUuid(id)
    ? await query<{ tenant_id: string }>(req, 'select tenant_id from patients where id = $1', [id])
    : []
  const { creditMinor, duesMinor } =
    row === undefined || !isUuid(id)
      ? { creditMinor: 0, duesMinor: 0 }
      : await readBalances(req, row.tenant_id, id)
  if (isGiven(creditBalanceMinor) && creditBalanceMinor !== creditMinor) {
    throw readOnlyField({ field: 'creditBalanceMinor' })
  }
  if (isGiven(outstandingDuesMinor) && outstandingDuesMinor !== duesMinor) {
    throw readOnlyField({ field: 'outstandingDuesMinor' })
  }
  return args
}
