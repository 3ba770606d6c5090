import { pbkdf2, timingSafeEqual } from 'node:crypto'
import { promisify } from 'node:util'

export interface StoredPassword {
  readonly hash: null | string
  readonly salt: null | string
}

/** As Payload makes them; one that is older has fewer rounds and no name in front. */
const PREFIX = 'pbkdf2-sha256-v1:'
const PRESENT = { bytes: 32, rounds: 600_000 }
const OLDER = { bytes: 512, rounds: 25_000 }

const derive = promisify(pbkdf2)

/**
 * Whether a password is the stored one. Where none is stored the same work is done for nothing, so that
 * an unknown account takes as long as a known one. @rule SEC-3
 */
export const isPassword = async (
  given: string,
  stored: StoredPassword | undefined,
): Promise<boolean> => {
  const { hash = null, salt = null } = stored ?? {}
  const isKnown = hash !== null && salt !== null
  const { bytes, rounds } = isKnown && !hash.startsWith(PREFIX) ? OLDER : PRESENT
  const derived = await derive(given, salt ?? 'nobody', rounds, bytes, 'sha256')
  if (!isKnown) return false
  const expected = Buffer.from(hash.startsWith(PREFIX) ? hash.slice(PREFIX.length) : hash, 'hex')
  return expected.length === derived.length && timingSafeEqual(expected, derived)
}
