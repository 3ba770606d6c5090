import type { DatabaseRequest } from '../../db/query.ts'
import { currentKey, keyOf } from './dataKeys.ts'
import { keyNumberOf, open, type Place, seal, SealBroken } from './envelope.ts'

/** Encrypts a text for its place, with the current key of its owner. @rule SEC-8 */
export const sealText = async (req: DatabaseRequest, place: Place, text: string): Promise<string> =>
  seal(await currentKey(req, place.owner), place, text)

/**
 * Decrypts a text of its place. What does not open is a fault, never an empty text; the log names the
 * place and no value.
 */
export const openText = async (
  req: DatabaseRequest,
  place: Place,
  sealed: string,
): Promise<string> => {
  try {
    const number = keyNumberOf(sealed)
    if (number === undefined) throw new SealBroken()
    return open(await keyOf(req, place.owner, number), place, sealed)
  } catch (error) {
    req.payload.logger.error({ ...place, msg: 'a protected text does not open', security: true })
    throw error
  }
}

/** Whether a text is one that was sealed for this very place. */
export const isSealedFor = async (
  req: DatabaseRequest,
  place: Place,
  text: string,
): Promise<boolean> => {
  const number = keyNumberOf(text)
  if (number === undefined) return false
  try {
    open(await keyOf(req, place.owner, number), place, text)
    return true
  } catch (error) {
    if (error instanceof SealBroken) return false
    throw error
  }
}
