import { randomBytes } from 'node:crypto'

const EARLY_ID = Symbol('caseload.earlyId')

interface WithEarlyId {
  [EARLY_ID]?: string
}

/** As the database makes them: an id that grows with time (RFC 9562, version 7). */
const newId = (nowMs: number): string => {
  const bytes = randomBytes(16)
  bytes.writeUIntBE(nowMs, 0, 6)
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x70, 6)
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8)
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}

/**
 * The id that a document will have, before it is in the database: what is encrypted for it must name it.
 * The same each time, and never taken from what a caller sent.
 */
export const earlyIdOf = (data: object, nowMs: number): string =>
  ((data as WithEarlyId)[EARLY_ID] ??= newId(nowMs))

interface CreateArgs {
  readonly customID?: string
  readonly data?: object
}

/** Creates a document under the id that it was told it would have. */
export const withEarlyId = <Args extends object>(args: Args): Args => {
  const id = ((args as CreateArgs).data as undefined | WithEarlyId)?.[EARLY_ID]
  return id === undefined ? args : { ...args, customID: id }
}
