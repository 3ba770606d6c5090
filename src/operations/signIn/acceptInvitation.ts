import { createLocalReq, type PayloadRequest } from 'payload'
import { inTransaction, query } from '../../db/query.ts'
import { asSystem } from '../../db/scope.ts'
import { validationError } from '../../domain/errors.ts'
import { slugs } from '../../slugs.ts'
import { recordEvent } from '../operation/recordEvent.ts'
import { findInvitation, type Invitation } from './invitations.ts'
import { ensureOwnPassword } from './ownAccount.ts'
import { ensureStrong } from './passwordRules.ts'

export interface AcceptInput {
  readonly firstName?: string | undefined
  readonly lastName?: string | undefined
  readonly password?: string | undefined
  readonly token: string
}

/** Whoever holds the link was chosen by an admin: the system does what they asked for. */
const trusted = { depth: 0, overrideAccess: true } as const

const createPerson = async (
  req: PayloadRequest,
  { email, minLength, ...invitation }: Invitation,
  input: AcceptInput,
): Promise<string> => {
  const { password } = input
  if (password === undefined) {
    throw validationError({ faults: [{ code: 'required', field: 'password' }] })
  }
  ensureStrong(password, minLength)
  const { id } = await req.payload.create({
    ...trusted,
    collection: slugs.users,
    data: {
      email,
      firstName: input.firstName ?? invitation.firstName,
      lastName: input.lastName ?? invitation.lastName,
      password,
    },
    req,
  })
  return id
}

/** Whoever made an account for the address, before or since, is not the person who reads its mail. */
const provePerson = async (
  req: PayloadRequest,
  { email }: Invitation,
  of: { password: string | undefined; user: string },
): Promise<string> => {
  const { password, user } = of
  if (password === undefined) {
    throw validationError({ faults: [{ code: 'required', field: 'password' }] })
  }
  await ensureOwnPassword(req, { email, password, user })
  return user
}

/** A membership that was switched off comes back, with the roles of the invitation. */
const join = async (
  req: PayloadRequest,
  { locations, roles, tenant }: Invitation,
  user: string,
): Promise<void> => {
  const data = { active: true, locations: [...locations], roles: [...roles] }
  const [former] = await query<{ active: boolean; id: string }>(
    req,
    'select id, active from memberships where tenant_id = $1 and user_id = $2',
    [tenant, user],
  )
  if (former === undefined) {
    await req.payload.create({
      ...trusted,
      collection: slugs.memberships,
      data: { ...data, tenant, user },
      req,
    })
  } else if (!former.active) {
    await req.payload.update({
      ...trusted,
      collection: slugs.memberships,
      data,
      id: former.id,
      req,
    })
  }
}

/**
 * Accepts an invitation, once. An address that has an account already gains the membership and nothing
 * else, for the account's password: name and password stay. Refuses `wrong-password`,
 * `not-found`, `invitation-used`, `invitation-expired`,
 * `weak-password`. @rule USR-6
 */
export const acceptInvitation = async (
  caller: PayloadRequest,
  input: AcceptInput,
): Promise<{ isKnown: boolean }> => {
  // Not as whoever happens to be signed in in this browser.
  const req = await createLocalReq({ req: { headers: caller.headers } }, caller.payload)
  return asSystem('create-account', () =>
    inTransaction(req, async () => {
      const invitation = await findInvitation(req, input.token)
      const { id, isKnown, tenant } = invitation
      const { password } = input
      const user =
        invitation.user === null
          ? await createPerson(req, invitation, input)
          : await provePerson(req, invitation, { password, user: invitation.user })
      await join(req, invitation, user)
      await query(req, 'update invitations set used_at = now() where id = $1', [id])
      const action = 'invitation-accepted'
      await recordEvent(req, { action, document: user, resource: slugs.users, tenant, user })
      return { isKnown }
    }),
  )
}
