import type { PayloadRequest } from 'payload'
import { query } from '../../db/query.ts'

/** The newest of many, and how many there are. */
export interface Newest<Row> {
  readonly rows: readonly Row[]
  readonly total: number
}

/** Rows of a statement that counts all of them, `count(*) over ()`, beside each. */
export const queryNewest = async <Row extends object>(
  req: PayloadRequest,
  text: string,
  values: readonly unknown[],
): Promise<Newest<Row>> => {
  const rows = await query<Record<string, unknown> & Row & { total: number }>(req, text, [
    ...values,
  ])
  return { rows, total: rows[0]?.total ?? 0 }
}
