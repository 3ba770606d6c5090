import { createLocalReq, type Payload } from 'payload'
import { type DatabaseRequest, inTransaction, query, queryOne } from '../../db/query.ts'
import { servicesOf } from '../common/services.ts'
import { insertKey, keyOf, PLATFORM_OWNER, tableOf } from './dataKeys.ts'
import { type Place, rewrap, seal, SealBroken, type WrappedKey } from './envelope.ts'
import { openText } from './protectedTexts.ts'
import { type ProtectedColumn, protectedColumns } from './protectedColumns.ts'

const BATCH = 200

export interface Rotation {
  /** The data key that encrypts from now on. */
  readonly key: number
  /** Texts that were encrypted anew. */
  readonly reencrypted: number
  /** Keys that nothing is encrypted by any more. */
  readonly retired: number
  /** Texts that remain under an earlier key: they do not open, or somebody writes them back. */
  readonly left: number
}

/** The next data key becomes current. Waits for whoever still writes with the one before. */
const replaceKey = async (payload: Payload, owner: string): Promise<number> => {
  const req = await createLocalReq({}, payload)
  const { params, table, where } = tableOf(owner)
  return inTransaction(req, async () => {
    await query(
      req,
      `update ${table} set replaced_at = now() where ${where} and replaced_at is null`,
      params,
    )
    const { next } = await queryOne<{ next: number }>(
      req,
      `select coalesce(max(number), 0) + 1 as next from ${table} where ${where}`,
      params,
    )
    await insertKey(req, owner, next)
    return next
  })
}

interface Batch {
  readonly column: ProtectedColumn
  readonly key: number
  readonly owner: string
}

interface Row {
  readonly document: string
  readonly id: string
  readonly sealed: string
}

const isOld = ({ column: { column } }: Batch): string =>
  `tenant_id = $1 and ${column} is not null and ${column} not like $2`

/** Undefined where it does not open: it stays as it is, and the log says where it stands. */
const textOf = async (
  req: DatabaseRequest,
  place: Place,
  sealed: string,
): Promise<string | undefined> => {
  try {
    return await openText(req, place, sealed)
  } catch (error) {
    if (error instanceof SealBroken) return undefined
    throw error
  }
}

/** Encrypts one text anew, unless somebody wrote it meanwhile: then it is looked at again. */
const reencrypt = async (
  req: DatabaseRequest,
  { column, key, owner }: Batch,
  { document, id, sealed }: Row,
): Promise<boolean> => {
  const { collection, field } = column
  const place = { collection, document, field, owner }
  const text = await textOf(req, place, sealed)
  if (text === undefined) return false
  const anew = seal(await keyOf(req, owner, key), place, text)
  const changed = await query(
    req,
    `update ${column.table} set ${column.column} = $1
      where id = $2 and ${column.column} = $3 returning 1`,
    [anew, id, sealed],
  )
  return changed.length > 0
}

/** One text after the other in a transaction of its own: nobody waits for the whole batch. */
const reencryptColumn = async (req: DatabaseRequest, batch: Batch): Promise<number> => {
  const { column, document, table } = batch.column
  let count = 0
  for (let after = '00000000-0000-0000-0000-000000000000'; ;) {
    const rows = await query<Row & { id: string }>(
      req,
      `select id, ${document} as document, ${column} as sealed from ${table}
        where ${isOld(batch)} and id > $3 order by id limit ${BATCH}`,
      [batch.owner, `v1.d${batch.key}.%`, after],
    )
    for (const row of rows) if (await reencrypt(req, batch, row)) count += 1
    const last = rows.at(-1)
    if (last === undefined) return count
    after = last.id
  }
}

const countOld = async (req: DatabaseRequest, batches: readonly Batch[]): Promise<number> => {
  let count = 0
  for (const batch of batches) {
    const { left } = await queryOne<{ left: number }>(
      req,
      `select count(*)::int as left from ${batch.column.table} where ${isOld(batch)}`,
      [batch.owner, `v1.d${batch.key}.%`],
    )
    count += left
  }
  return count
}

const MOST_ROUNDS = 3

/**
 * A new data key for one tenant. What is written from now on is encrypted by it, what stands there is
 * encrypted anew while others write, and stays readable all the time. As system work.
 * @rule SEC-8
 */
export const rotateTenantKey = async (payload: Payload, tenant: string): Promise<Rotation> => {
  const key = await replaceKey(payload, tenant)
  const req = { payload }
  const batches = protectedColumns(payload).map((column) => ({ column, key, owner: tenant }))
  let reencrypted = 0
  let left = await countOld(req, batches)
  // A whole row that somebody wrote back may bring an old text again.
  for (let round = 0; round < MOST_ROUNDS && left > 0; round++) {
    for (const batch of batches) reencrypted += await reencryptColumn(req, batch)
    left = await countOld(req, batches)
  }
  if (left > 0) return { key, left, reencrypted, retired: 0 }
  const retired = await query(
    req,
    `update encryption_keys set retired_at = now()
      where tenant_id = $1 and replaced_at is not null and retired_at is null returning 1`,
    [tenant],
  )
  return { key, left, reencrypted, retired: retired.length }
}

const rewrapOf = async (
  payload: Payload,
  owner: string,
  row: WrappedKey,
): Promise<readonly unknown[]> => {
  const { params, table, where } = tableOf(owner)
  const { kek, wrapped } = rewrap(servicesOf(payload).keys(), owner, row)
  const at = params.length
  return query(
    { payload },
    `update ${table} set kek = $${at + 1}, wrapped = $${at + 2}
      where ${where} and number = $${at + 3} and wrapped = $${at + 4} returning 1`,
    [...params, kek, wrapped, row.number, row.wrapped],
  )
}

/**
 * Wraps every data key with the current key-encryption key, so that earlier ones need not be given any
 * longer. Answers how many. As system work.
 */
export const rewrapKeys = async (payload: Payload): Promise<number> => {
  const rows = await query<WrappedKey & { owner: string }>(
    { payload },
    `select tenant_id::text as owner, number, kek, wrapped from encryption_keys where kek <> $1
      union all select $2, number, kek, wrapped from platform_keys where kek <> $1`,
    [servicesOf(payload).keys().current.id, PLATFORM_OWNER],
  )
  let count = 0
  for (const { owner, ...row } of rows) count += (await rewrapOf(payload, owner, row)).length
  return count
}
