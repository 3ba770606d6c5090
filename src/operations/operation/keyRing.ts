import { hkdfSync } from 'node:crypto'

/** Bytes of AES-256. */
export const KEY_BYTES = 32

/** A key-encryption key: wraps the data keys, encrypts nothing else. */
export interface Kek {
  readonly id: string
  readonly key: Buffer
}

/** The key-encryption keys of a process; the first wraps new data keys, all unwrap. */
export interface KeyRing {
  readonly current: Kek
  readonly keys: readonly Kek[]
}

const ENTRY = /^([a-z0-9][a-z0-9-]{0,30}):([A-Za-z0-9+/_-]{42,}={0,2})$/

const kekOf = (entry: string): Kek => {
  const [, id = '', text = ''] = ENTRY.exec(entry) ?? []
  const key = Buffer.from(text, 'base64')
  // Names no value: what is wrong may be the key itself.
  if (key.length !== KEY_BYTES) {
    throw new Error('each is NAME:KEY, KEY being 32 bytes in base64, several joined by commas')
  }
  return { id, key }
}

/** `k2:base64,k1:base64`; the first is current. Throws without naming a value. */
export const parseKeyRing = (text: string): KeyRing => {
  const keys = text
    .split(/[\s,]+/)
    .filter(Boolean)
    .map(kekOf)
  const [current] = keys
  if (current === undefined) throw new Error('holds no key')
  if (new Set(keys.map(({ id }) => id)).size < keys.length) throw new Error('names a key twice')
  return { current, keys }
}

/** For a host that gives no keys: one that follows from its secret, and is lost with it. */
export const deriveKeyRing = (secret: string): KeyRing => {
  const bytes = hkdfSync('sha256', secret, 'caseload', 'key-encryption-key', KEY_BYTES)
  const current = { id: 'payload-secret', key: Buffer.from(bytes) }
  return { current, keys: [current] }
}
