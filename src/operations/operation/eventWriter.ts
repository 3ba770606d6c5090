import type { PayloadRequest } from 'payload'
import { asSystem } from '../../db/scope.ts'
import type { Adapter } from '../../db/types.ts'

/** A line of the audit log as the database takes it. */
export type Line = Readonly<Record<string, unknown>>

interface Waiting {
  readonly line: Line
  readonly reject: (error: unknown) => void
  readonly resolve: () => void
}

interface Writer {
  isBusy: boolean
  readonly waiting: Waiting[]
}

export const RECORD = 'select audit.record($1::jsonb)'
const MOST = 200

const writers = new WeakMap<object, Writer>()

const insert = (pool: Adapter['pool'], lines: readonly Line[]): Promise<unknown> =>
  asSystem('record-events', () =>
    pool.query({ name: 'record_events', text: RECORD, values: [JSON.stringify(lines)] }),
  )

/** A line that cannot be written is refused alone. */
const insertEach = async (pool: Adapter['pool'], batch: readonly Waiting[]): Promise<void> => {
  for (const { line, reject, resolve } of batch) {
    await insert(pool, [line]).then(resolve, reject)
  }
}

const work = async (pool: Adapter['pool'], writer: Writer): Promise<void> => {
  for (;;) {
    const batch = writer.waiting.splice(0, MOST)
    if (batch.length === 0) {
      writer.isBusy = false
      return
    }
    try {
      await insert(
        pool,
        batch.map(({ line }) => line),
      )
      for (const { resolve } of batch) resolve()
    } catch (error) {
      if (batch.length > 1) await insertEach(pool, batch)
      else batch[0]?.reject(error)
    }
  }
}

/**
 * Writes a line in a transaction of its own, together with whatever comes while another one is being
 * written: one commit for all of them. Answers when the line is safe.
 */
export const writeApart = ({ payload }: Pick<PayloadRequest, 'payload'>, line: Line) =>
  new Promise<void>((resolve, reject) => {
    const { pool } = payload.db as unknown as Adapter
    const writer = writers.get(pool) ?? { isBusy: false, waiting: [] }
    writers.set(pool, writer)
    writer.waiting.push({ line, reject, resolve })
    if (writer.isBusy) return
    writer.isBusy = true
    void work(pool, writer)
  })
