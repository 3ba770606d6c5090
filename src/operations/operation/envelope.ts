import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import { type Kek, KEY_BYTES, type KeyRing } from './keyRing.ts'

const IV_BYTES = 12
const TAG_BYTES = 16
const SEALED = /^v1\.d(\d{1,9})\.([A-Za-z0-9_-]{38,})$/

/** Where a text stands: it opens nowhere else. */
export interface Place {
  readonly collection: string
  readonly document: string
  readonly field: string
  /** A tenant's id, or `platform`. */
  readonly owner: string
}

/** A key that encrypts texts, unwrapped. */
export interface DataKey {
  readonly key: Buffer
  readonly number: number
}

/** What does not open: another key, another place, or a changed text. Says nothing of it. */
export class SealBroken extends Error {
  override readonly name = 'SealBroken'

  constructor() {
    super('a protected text does not open')
  }
}

const encrypt = (key: Buffer, text: Buffer, place: Buffer): string => {
  const iv = randomBytes(IV_BYTES)
  const cipher = createCipheriv('aes-256-gcm', key, iv, { authTagLength: TAG_BYTES })
  cipher.setAAD(place)
  const body = Buffer.concat([cipher.update(text), cipher.final()])
  return Buffer.concat([iv, cipher.getAuthTag(), body]).toString('base64url')
}

const decrypt = (key: Buffer, sealed: string, place: Buffer): Buffer => {
  const bytes = Buffer.from(sealed, 'base64url')
  // Base64 of another spelling is another text.
  if (bytes.toString('base64url') !== sealed) throw new SealBroken()
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, IV_BYTES), {
      authTagLength: TAG_BYTES,
    })
    decipher.setAAD(place)
    decipher.setAuthTag(bytes.subarray(IV_BYTES, IV_BYTES + TAG_BYTES))
    const body = bytes.subarray(IV_BYTES + TAG_BYTES)
    return Buffer.concat([decipher.update(body), decipher.final()])
  } catch {
    throw new SealBroken()
  }
}

const bytesOf = ({ collection, document, field, owner }: Place): Buffer =>
  Buffer.from(JSON.stringify([1, owner, collection, field, document]))

/** `v1.<key>.<iv, tag and ciphertext>`, bound to its place. @rule SEC-8 */
export const seal = ({ key, number }: DataKey, place: Place, text: string): string =>
  `v1.d${number}.${encrypt(key, Buffer.from(text), bytesOf(place))}`

/** The number of the data key that a sealed text names; undefined for any other text. */
export const keyNumberOf = (text: string): number | undefined => {
  const number = SEALED.exec(text)?.[1]
  return number === undefined ? undefined : Number(number)
}

/** Refuses with `SealBroken`. */
export const open = ({ key, number }: DataKey, place: Place, sealed: string): string => {
  const [, named, body = ''] = SEALED.exec(sealed) ?? []
  if (Number(named) !== number) throw new SealBroken()
  return decrypt(key, body, bytesOf(place)).toString('utf8')
}

/** A data key as it is kept. */
export interface WrappedKey {
  readonly kek: string
  readonly number: number
  readonly wrapped: string
}

const placeOfKey = (owner: string, number: number): Buffer =>
  Buffer.from(JSON.stringify([1, owner, number]))

const wrap = ({ id, key }: Kek, owner: string, data: DataKey): WrappedKey => ({
  kek: id,
  number: data.number,
  wrapped: encrypt(key, data.key, placeOfKey(owner, data.number)),
})

export const makeDataKey = ({ current }: KeyRing, owner: string, number: number): WrappedKey =>
  wrap(current, owner, { key: randomBytes(KEY_BYTES), number })

/** Refuses with `SealBroken` where the ring holds no key of that name, or another one. */
export const unwrap = (
  { keys }: KeyRing,
  owner: string,
  { kek, number, wrapped }: WrappedKey,
): DataKey => {
  const found = keys.find(({ id }) => id === kek)
  if (found === undefined) throw new SealBroken()
  return { key: decrypt(found.key, wrapped, placeOfKey(owner, number)), number }
}

/** The same data key under the current key-encryption key. */
export const rewrap = (ring: KeyRing, owner: string, wrapped: WrappedKey): WrappedKey =>
  wrap(ring.current, owner, unwrap(ring, owner, wrapped))
