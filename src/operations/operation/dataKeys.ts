import { type DatabaseRequest, query } from '../../db/query.ts'
import { servicesOf } from '../common/services.ts'
import { type DataKey, makeDataKey, SealBroken, unwrap, type WrappedKey } from './envelope.ts'
import type { KeyRing } from './keyRing.ts'

/** Owns what belongs to no tenant. */
export const PLATFORM_OWNER = 'platform'

const KEEP_MS = 5 * 60_000
const MOST_KEPT = 2_000

interface Kept {
  readonly key: DataKey
  readonly until: number
}

/** Unwrapped keys of this process, for some minutes. */
const kept = new WeakMap<KeyRing, Map<string, Kept>>()

const ringOf = ({ payload }: DatabaseRequest): KeyRing => servicesOf(payload).keys()

interface Of {
  readonly owner: string
  readonly row: WrappedKey
}

/** Unwraps a key; what another transaction has not committed yet is not remembered. */
const unwrapped = (ring: KeyRing, { owner, row }: Of, isCommitted = true): DataKey => {
  const key = unwrap(ring, owner, row)
  if (!isCommitted) return key
  const known = kept.get(ring) ?? new Map<string, Kept>()
  kept.set(ring, known)
  if (known.size >= MOST_KEPT) known.clear()
  known.set(`${owner}:${row.number}:${row.wrapped}`, { key, until: performance.now() + KEEP_MS })
  known.set(`${owner}:${row.number}`, { key, until: performance.now() + KEEP_MS })
  return key
}

const known = (ring: KeyRing, name: string): DataKey | undefined => {
  const found = kept.get(ring)?.get(name)
  return found !== undefined && found.until > performance.now() ? found.key : undefined
}

interface Table {
  readonly params: readonly string[]
  readonly table: string
  readonly where: string
}

/** Where an owner's keys are. The table and the condition are written here alone. */
export const tableOf = (owner: string): Table =>
  owner === PLATFORM_OWNER
    ? { params: [], table: 'platform_keys', where: 'true' }
    : { params: [owner], table: 'encryption_keys', where: 'tenant_id = $1' }

type Row = { isOwn: boolean } & WrappedKey

/**
 * Holds the key until the transaction ends: a rotation waits for whoever still writes with it, and
 * whoever waited for a rotation finds another one.
 */
const readCurrent = async (req: DatabaseRequest, owner: string): Promise<Row | undefined> => {
  const { params, table, where } = tableOf(owner)
  const [row] = await query<Row>(
    req,
    `select number, kek, wrapped, xmin = pg_current_xact_id_if_assigned()::xid is true as "isOwn"
       from ${table} where ${where} and replaced_at is null for share`,
    params,
  )
  return row
}

/** The next key, unless somebody else was faster. */
export const insertKey = async (
  req: DatabaseRequest,
  owner: string,
  number: number,
): Promise<void> => {
  const { kek, wrapped } = makeDataKey(ringOf(req), owner, number)
  const isPlatform = owner === PLATFORM_OWNER
  await query(
    req,
    isPlatform
      ? `insert into platform_keys (number, kek, wrapped) values ($1, $2, $3) on conflict do nothing`
      : `insert into encryption_keys (number, kek, wrapped, tenant_id) values ($1, $2, $3, $4)
           on conflict do nothing`,
    isPlatform ? [number, kek, wrapped] : [number, kek, wrapped, owner],
  )
}

const MAX_TRIES = 3

/** The key that encrypts what is written now; made with the first use. */
export const currentKey = async (req: DatabaseRequest, owner: string): Promise<DataKey> => {
  const ring = ringOf(req)
  for (let attempt = 0; attempt < MAX_TRIES; attempt++) {
    const row = await readCurrent(req, owner)
    if (row !== undefined) {
      return (
        known(ring, `${owner}:${row.number}:${row.wrapped}`) ??
        unwrapped(ring, { owner, row }, !row.isOwn)
      )
    }
    // A rotation may have replaced the one we waited for; then there is another already.
    const { params, table, where } = tableOf(owner)
    const [any] = await query(req, `select 1 from ${table} where ${where} limit 1`, params)
    if (any === undefined) await insertKey(req, owner, 1)
  }
  throw new SealBroken()
}

/** The key that a sealed text names. */
export const keyOf = async (
  req: DatabaseRequest,
  owner: string,
  number: number,
): Promise<DataKey> => {
  const ring = ringOf(req)
  const found = known(ring, `${owner}:${number}`)
  if (found !== undefined) return found
  const { params, table, where } = tableOf(owner)
  const [row] = await query<Row>(
    req,
    `select number, kek, wrapped, xmin = pg_current_xact_id_if_assigned()::xid is true as "isOwn"
       from ${table} where ${where} and number = $${params.length + 1}`,
    [...params, number],
  )
  if (row === undefined) throw new SealBroken()
  return unwrapped(ring, { owner, row }, !row.isOwn)
}
