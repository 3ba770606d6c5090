import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import type { Payload } from 'payload'
import { keyFor } from './signInToken.ts'

type Keeper = Pick<Payload, 'secret'>

const CIPHER = 'aes-256-gcm'
const IV_BYTES = 12
const TAG_BYTES = 16

const bound = (user: string): Buffer => Buffer.from(`user-mfa ${user}`)

/** A secret as it is stored: readable with the server's own secret only, and for its own person only. */
export const sealSecret = (keeper: Keeper, user: string, secret: string): string => {
  const iv = randomBytes(IV_BYTES)
  const cipher = createCipheriv(CIPHER, keyFor(keeper, 'caseload user-mfa'), iv)
  cipher.setAAD(bound(user))
  const sealed = Buffer.concat([cipher.update(secret, 'utf8'), cipher.final()])
  return Buffer.concat([iv, cipher.getAuthTag(), sealed]).toString('base64')
}

export const openSecret = (keeper: Keeper, user: string, stored: string): string => {
  const bytes = Buffer.from(stored, 'base64')
  const decipher = createDecipheriv(
    CIPHER,
    keyFor(keeper, 'caseload user-mfa'),
    bytes.subarray(0, IV_BYTES),
  )
  decipher.setAAD(bound(user))
  decipher.setAuthTag(bytes.subarray(IV_BYTES, IV_BYTES + TAG_BYTES))
  const opened = Buffer.concat([
    decipher.update(bytes.subarray(IV_BYTES + TAG_BYTES)),
    decipher.final(),
  ])
  return opened.toString('utf8')
}
