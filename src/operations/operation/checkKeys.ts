import type { Payload } from 'payload'
import { query } from '../../db/query.ts'
import { servicesOf } from '../common/services.ts'
import { PLATFORM_OWNER } from './dataKeys.ts'
import { SealBroken, unwrap, type WrappedKey } from './envelope.ts'

type Row = { owner: string } & WrappedKey

const isOpening = (payload: Payload, { owner, ...row }: Row): boolean => {
  try {
    unwrap(servicesOf(payload).keys(), owner, row)
    return true
  } catch (error) {
    if (error instanceof SealBroken) return false
    throw error
  }
}

/**
 * What is wrong with the key-encryption keys of this process: each data key must open, or texts that it
 * protects could not be read. Empty: nothing. As system work.
 * @rule SEC-8
 */
export const keyFindings = async (payload: Payload): Promise<string[]> => {
  const rows = await query<Row>(
    { payload },
    `select tenant_id::text as owner, number, kek, wrapped from encryption_keys
      union all select $1, number, kek, wrapped from platform_keys`,
    [PLATFORM_OWNER],
  )
  const given = servicesOf(payload)
    .keys()
    .keys.map(({ id }) => id)
  const unopened = rows.filter((row) => !isOpening(payload, row)).map(({ kek }) => kek)
  return [...new Set(unopened)].sort().map((kek) => {
    const count = unopened.filter((one) => one === kek).length
    return given.includes(kek)
      ? `ENCRYPTION_KEYS: ${kek} is another key than the one that wrapped ${count} data keys`
      : `ENCRYPTION_KEYS: ${kek} is not given, and ${count} data keys need it`
  })
}
