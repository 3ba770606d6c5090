import type { AuthStrategy, CollectionConfig, Payload, PayloadRequest } from 'payload'
import { asSystem } from '../db/scope.ts'
import { readSignedIn } from '../operations/people/readRights.ts'
import { readToken } from '../operations/people/readToken.ts'
import { systemClock } from '../providers/clock/clock.ts'
import { slugs } from '../slugs.ts'

type UserDoc = Record<string, unknown>

/** People as Payload read them last, for as long as their row is the same version; never their rights. */
const known = new Map<string, { text: string; version: string }>()
const MOST_KNOWN = 10_000

const readDoc = async (
  payload: Payload,
  { id, version }: { id: string; version: string },
): Promise<UserDoc | undefined> => {
  const found = known.get(id)
  if (found?.version === version) return JSON.parse(found.text) as UserDoc
  // As Payload's own strategy reads the person: whoever signs in is not asked for access to themselves.
  // Without the request, in whose query Payload would leave its depth.
  const doc = (await asSystem('resolve-rights', () =>
    payload.findByID({
      id,
      collection: slugs.users,
      depth: 0,
      disableErrors: true,
      overrideAccess: true,
    }),
  )) as unknown as UserDoc | null
  if (doc === null) return undefined
  if (known.size >= MOST_KNOWN) known.clear()
  // As text, because hooks may change what they are given.
  known.set(id, { text: JSON.stringify(doc), version })
  return doc
}

/**
 * Knows a person by their token in one statement, which reads their rights and sign-ins of this moment.
 * Whatever is not plainly a valid token of ours is left to Payload's own strategy, which comes after.
 * @rule TEN-6 USR-1 SEC-1
 */
const tokenStrategy: AuthStrategy = {
  name: 'caseload-token',
  authenticate: async ({ headers, payload, ...args }) => {
    const token = readToken(payload, { headers, nowMs: systemClock.nowMs() })
    const { req = { payload, transactionID: undefined } } = args as { req?: PayloadRequest }
    if (token === undefined) return { user: null }
    const signedIn = await readSignedIn(req, token.user)
    if (!signedIn?.sessions.some(({ id }) => id === token.session)) return { user: null }
    const { rights, sessions, version } = signedIn
    const doc = await readDoc(payload, { id: token.user, version })
    if (doc === undefined) return { user: null }
    const user = {
      ...doc,
      _sid: token.session,
      // What Payload asks for when a sign-in is refreshed or ended.
      _strategy: 'local-jwt',
      collection: slugs.users,
      rights,
      sessions,
      tenants: rights.memberships.map(({ tenant }) => ({ tenant })),
    }
    return { user: user as unknown as NonNullable<PayloadRequest['user']> }
  },
}

/** Our people sign in by the quick way; a host that keeps or changes `users` by Payload's. */
export const withQuickSignIn = (
  collection: CollectionConfig,
  isOursAlone: boolean,
): CollectionConfig =>
  collection.slug === slugs.users && isOursAlone && typeof collection.auth === 'object'
    ? { ...collection, auth: { ...collection.auth, strategies: [tokenStrategy] } }
    : collection
