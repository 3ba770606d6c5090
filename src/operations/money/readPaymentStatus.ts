import type { PayloadRequest } from 'payload'
import { query } from '../../db/query.ts'
import { type PaymentStatus, paymentStatusOf } from '../../domain/money/paymentStatus.ts'

interface Row {
  costMinor: number
  refundedMinor: number
  session_id: string
  settledMinor: number
  waivedMinor: number
}

const readAll = async (
  req: PayloadRequest,
  sessions: readonly string[],
): Promise<Map<string, PaymentStatus>> => {
  const rows = await query<Row>(
    req,
    `select session_id, cost_minor::float8 as "costMinor", settled_minor::float8 as "settledMinor",
            waived_minor::float8 as "waivedMinor", refunded_minor::float8 as "refundedMinor"
       from charges where session_id = any ($1)`,
    [sessions],
  )
  return new Map(
    sessions.map((id) => [id, paymentStatusOf(rows.filter((row) => row.session_id === id))]),
  )
}

interface Batch {
  readonly answer: Promise<Map<string, PaymentStatus>>
  readonly ids: string[]
}

const open = new WeakMap<object, Batch>()

/** The payment status of a session. Asked for several in one go, it reads them all at once. */
export const readPaymentStatus = async (
  req: PayloadRequest,
  session: string,
): Promise<PaymentStatus | undefined> => {
  let batch = open.get(req)
  if (batch === undefined) {
    const ids: string[] = []
    // The rest of the page asks within this turn of the event loop.
    const answer = new Promise<void>((resolve) => setImmediate(resolve)).then(() => {
      open.delete(req)
      return readAll(req, ids)
    })
    batch = { answer, ids }
    open.set(req, batch)
  }
  batch.ids.push(session)
  return (await batch.answer).get(session)
}
