import type { CollectionAfterReadHook } from 'payload'
import { userIdOf } from '../../access/rights.ts'
import { readRights } from '../../operations/people/readRights.ts'

/**
 * Loads what a person may do together with the person, so that each request decides by the memberships
 * of this moment (TEN-6). Only for the person who acts: at sign-in, or when they read themselves.
 */
export const fillRights: CollectionAfterReadHook<{ id: string }> = async ({ doc, req }) => {
  const viewer = userIdOf(req)
  if (viewer !== undefined && viewer !== doc.id) return doc
  const rights = await readRights(req, doc.id)
  return {
    ...doc,
    rights,
    tenants: rights.memberships.map(({ tenant }) => ({ tenant })),
  }
}
