import type { Payload } from 'payload'
import { asSystem } from '../../db/scope.ts'
import type { Adapter } from '../../db/types.ts'

const BATCH = 2_000

const rowsOf = async <Row>(
  payload: Payload,
  text: string,
  values: readonly unknown[] = [],
): Promise<Row[]> => {
  const { pool } = payload.db as unknown as Adapter
  const { rows } = await asSystem('seal-events', () => pool.query(text, [...values]))
  return rows as Row[]
}

/**
 * Chains the lines of the audit log that are not sealed yet, and answers how many. `isAll`: looks also at
 * those of the last days that an earlier run may have passed over, such as before a restore.
 * @rule AUD-4
 */
export const sealEvents = async (payload: Payload, { isAll = false } = {}): Promise<number> => {
  let total = 0
  for (;;) {
    const [row] = await rowsOf<{ sealed: number }>(
      payload,
      `select audit.seal($1, case when $2 then now() - interval '7 days' end) as sealed`,
      [BATCH, isAll],
    )
    total += row?.sealed ?? 0
    if (row === undefined || row.sealed < BATCH) return total
  }
}

/** Makes room for the months to come. @rule AUD-3 */
export const ensureLogPartitions = async (payload: Payload): Promise<void> => {
  await rowsOf(payload, 'select audit.ensure_partitions()')
}

export interface ChainHead {
  readonly hash: string
  readonly seq: number
  readonly tenant: string
}

/** Where the chains end now: kept outside the database, it shows later that nothing was cut. @rule AUD-4 */
export const readChainHeads = (payload: Payload): Promise<ChainHead[]> =>
  rowsOf<ChainHead>(
    payload,
    `select tenant_id as tenant, seq::float8 as seq, encode(hash, 'hex') as hash
       from audit_heads order by tenant_id`,
  )
