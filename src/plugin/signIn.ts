import type { AuthStrategy, CollectionConfig, Payload, PayloadRequest } from 'payload'
import { asSystem } from '../db/scope.ts'
import { readSignedIn } from '../operations/people/readRights.ts'
import { claimsOf, readToken, tokenIn } from '../operations/signIn/signInToken.ts'
import { resetSubject, resetText } from '../operations/signIn/resetMail.ts'
import { systemClock } from '../providers/clock/clock.ts'
import { slugs } from '../slugs.ts'

type UserDoc = Record<string, unknown>

/** People as Payload read them last, for as long as their row is the same version; never their rights. */
const known = new Map<string, { text: string; version: string }>()
const MOST_KNOWN = 10_000

// As Payload's own strategy reads the person: whoever signs in is not asked for access to themselves.
// Without the request, in whose query Payload would leave its depth.
const findDoc = (payload: Payload, id: string): Promise<null | UserDoc> =>
  asSystem('resolve-rights', () =>
    payload.findByID({
      id,
      collection: slugs.users,
      depth: 0,
      disableErrors: true,
      overrideAccess: true,
    }),
  ) as unknown as Promise<null | UserDoc>

const readDoc = async (
  payload: Payload,
  { id, version }: { id: string; version: string },
): Promise<null | UserDoc> => {
  const found = known.get(id)
  if (found?.version === version) return JSON.parse(found.text) as UserDoc
  const doc = await findDoc(payload, id)
  if (doc === null) return null
  if (known.size >= MOST_KNOWN) known.clear()
  // As text, because hooks may change what they are given.
  known.set(id, { text: JSON.stringify(doc), version })
  return doc
}

export type RefusedToken = 'token-expired' | 'token-revoked'

const REFUSED = 'caseloadRefusedToken'

/** Why the request's token was not taken, where it was one of ours. */
export const refusedTokenOf = (req: Partial<PayloadRequest>): RefusedToken | undefined =>
  req.context?.[REFUSED] as RefusedToken | undefined

const refuse = (req: Partial<PayloadRequest>, why: RefusedToken): { user: null } => {
  if (req.context !== undefined) req.context[REFUSED] = why
  return { user: null }
}

type AuthenticateArgs = Parameters<AuthStrategy['authenticate']>[0] & { req?: PayloadRequest }

/**
 * Knows a person by their token in one statement, which reads their rights and their sign-in of this
 * moment. @rule TEN-6 USR-1 SEC-1 SEC-2
 */
const tokenStrategy = (isOursAlone: boolean): AuthStrategy => ({
  name: 'caseload-token',
  authenticate: async ({ headers, payload, ...args }) => {
    const { req = { payload } } = args as Partial<AuthenticateArgs>
    const given = tokenIn(payload, headers)
    const token =
      given === undefined
        ? undefined
        : readToken(payload, { nowMs: systemClock.nowMs(), token: given })
    if (token === undefined) return { user: null }
    if (token.isExpired) return refuse(req, 'token-expired')
    const signedIn = await readSignedIn({ payload }, token)
    if (signedIn?.state !== 'live') {
      return refuse(req, signedIn?.state === 'expired' ? 'token-expired' : 'token-revoked')
    }
    const { rights, version } = signedIn
    // What a host's fields and hooks make of a person may change without the person's row.
    const doc = isOursAlone
      ? await readDoc(payload, { id: token.user, version })
      : await findDoc(payload, token.user)
    if (doc === null) return { user: null }
    const user = {
      ...doc,
      _sid: token.signIn,
      // What Payload asks for when a sign-in is refreshed or ended.
      _strategy: 'local-jwt',
      collection: slugs.users,
      rights,
      tenants: rights.memberships.map(({ tenant }) => ({ tenant })),
    }
    return { user: user as unknown as NonNullable<PayloadRequest['user']> }
  },
})

/** Our people sign in by tokens of ours and by records of ours, also where a host adds to `users`. */
export const withOurSignIn = (
  collection: CollectionConfig,
  isOursAlone: boolean,
): CollectionConfig => {
  if (collection.slug !== slugs.users) return collection
  const auth = typeof collection.auth === 'object' ? collection.auth : {}
  const strategies = [tokenStrategy(isOursAlone), ...(auth.strategies ?? [])]
  const forgotPassword = {
    ...auth.forgotPassword,
    generateEmailHTML: resetText,
    generateEmailSubject: resetSubject,
  }
  return {
    ...collection,
    auth: { ...auth, forgotPassword, maxLoginAttempts: 0, strategies, useSessions: false },
  }
}

/**
 * What Payload signs is no sign-in of our people: nothing lists it, nothing ends it. Its own strategy
 * stays for other collections of a host.
 */
export const keepPayloadTokensOut = (payload: Payload): void => {
  payload.authStrategies = payload.authStrategies.map((strategy) =>
    strategy.name !== 'local-jwt'
      ? strategy
      : {
          ...strategy,
          authenticate: async (args) => {
            const token = tokenIn(payload, args.headers)
            if (claimsOf(token?.split('.')[1])?.collection === slugs.users) return { user: null }
            const result = await strategy.authenticate(args)
            return result.user?.collection === slugs.users ? { ...result, user: null } : result
          },
        },
  )
}
