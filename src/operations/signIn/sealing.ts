import type { Payload } from 'payload'
import { PLATFORM_OWNER } from '../operation/dataKeys.ts'
import type { Place } from '../operation/envelope.ts'
import { openText, sealText } from '../operation/protectedTexts.ts'

const placeOf = (purpose: string, id: string): Place => ({
  collection: PLATFORM_OWNER,
  document: id,
  field: purpose,
  owner: PLATFORM_OWNER,
})

/**
 * Encrypts a secret of no tenant, such as the seed of somebody's codes, bound to its purpose and to whose
 * it is.
 * @rule SEC-8
 */
export const sealSecret = (
  payload: Payload,
  purpose: string,
  { id, text }: { readonly id: string; readonly text: string },
): Promise<string> => sealText({ payload }, placeOf(purpose, id), text)

/** Decrypts what `sealSecret` gave for the same purpose and id; anything else is a fault. */
export const openSecret = (
  payload: Payload,
  purpose: string,
  { id, sealed }: { readonly id: string; readonly sealed: string },
): Promise<string> => openText({ payload }, placeOf(purpose, id), sealed)
