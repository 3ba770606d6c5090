import { randomBytes } from 'node:crypto'
import type { PayloadRequest } from 'payload'
import { may } from '../../access/permissions.ts'
import { membershipIn, userIdOf } from '../../access/rights.ts'
import { inTransaction, query } from '../../db/query.ts'
import { asSystem } from '../../db/scope.ts'
import { forbidden, notFound } from '../../domain/errors.ts'
import type { Role } from '../../domain/people/roles.ts'
import { alreadyMember } from '../../domain/people/errors.ts'
import { invitationExpired, invitationUsed } from '../../domain/people/signInErrors.ts'
import { slugs } from '../../slugs.ts'
import { hasAdmin } from '../people/ensureAdminRemains.ts'
import { tenantContext } from '../common/tenantContext.ts'
import { recordEvent } from '../operation/recordEvent.ts'
import { adminLink, languageOf, mailText } from './ownMail.ts'
import { hashOf } from './signInToken.ts'

export interface InvitationInput {
  readonly email: string
  readonly firstName: string
  readonly lastName: string
  readonly locations: readonly string[]
  readonly roles: readonly Role[]
  readonly tenant: string
}

const INSERT = `
  insert into invitations (tenant_id, email, first_name, last_name, roles, locations, token_hash, language,
                           expires_at, invited_by)
  values ($1, $2, $3, $4, $5, $6, $7, $8, now() + make_interval(hours => $9::int), $10) returning id`

const ensureNew = async (
  req: PayloadRequest,
  { email, tenant }: InvitationInput,
): Promise<void> => {
  const members = await asSystem('sign-in', () =>
    query(
      req,
      `select 1 from memberships m join users u on u.id = m.user_id
        where m.tenant_id = $1 and m.active and u.email = $2`,
      [tenant, email],
    ),
  )
  if (members.length > 0) throw alreadyMember({})
}

const ensurePlaces = async (
  req: PayloadRequest,
  { locations, tenant }: InvitationInput,
): Promise<void> => {
  const known = await query(
    req,
    'select 1 from locations where tenant_id = $1 and id = any ($2::uuid[])',
    [tenant, [...locations]],
  )
  if (known.length !== new Set(locations).size) throw notFound({ field: 'locations' })
}

/**
 * Invites somebody into a clinic by a link that works once. Whether the address has an account already
 * is not told. Refuses `forbidden`, `already-member`, `not-found` for a foreign location.
 * @rule USR-5 USR-6
 */
export const invite = async (req: PayloadRequest, given: InvitationInput): Promise<void> => {
  const { tenant } = given
  if (!may(req, 'users.invite', tenant)) throw forbidden({ action: 'users.invite' })
  if (membershipIn(req, tenant) !== undefined) return send(req, given)
  // The platform appoints the first admin of a clinic and sees no row of it.
  await asSystem('sign-in', async () => {
    if (await hasAdmin(req, tenant)) throw forbidden({ action: 'users.invite' })
    await send(req, given)
  })
}

const send = async (req: PayloadRequest, given: InvitationInput): Promise<void> => {
  const { tenant } = given
  const input = { ...given, email: given.email.trim().toLowerCase() }
  await ensureNew(req, input)
  await ensurePlaces(req, input)
  const { locale, name, settings } = await tenantContext(req, tenant)
  const token = randomBytes(32).toString('base64url')
  const language = languageOf(locale)
  const hours = settings.security.invitationHours
  await inTransaction(req, async () => {
    await closeInvitations(req, { email: input.email, tenant })
    const [row] = await query<{ id: string }>(req, INSERT, [
      tenant,
      input.email,
      input.firstName,
      input.lastName,
      [...input.roles],
      [...input.locations],
      hashOf(token),
      language,
      hours,
      userIdOf(req) ?? null,
    ])
    await recordEvent(req, {
      action: 'users.invite',
      document: row?.id ?? '',
      facts: { roles: input.roles },
      resource: slugs.users,
      tenant,
    })
  })
  const link = adminLink(req, `/accept-invitation?token=${token}`)
  const mail = mailText('invitation', language, { clinic: name, hours: String(hours), link })
  await req.payload.sendEmail({ ...mail, to: input.email })
}

/** Links to one address that are still open lead nowhere any more: one invitation is open at a time. */
export const closeInvitations = (
  req: PayloadRequest,
  { email, tenant }: { email: string; tenant: string },
): Promise<unknown> =>
  query(
    req,
    `update invitations set expires_at = now()
      where tenant_id = $1 and email = $2 and used_at is null and expires_at > now()`,
    [tenant, email],
  )

export interface Invitation {
  readonly clinic: string
  readonly email: string
  readonly firstName: string
  readonly id: string
  readonly isExpired: boolean
  readonly isKnown: boolean
  readonly isUsed: boolean
  readonly lastName: string
  readonly locations: readonly string[]
  readonly minLength: number
  readonly roles: readonly Role[]
  readonly tenant: string
  readonly user: null | string
}

const FIND = `
  select i.id, i.tenant_id as tenant, t.name as clinic, i.email, i.first_name as "firstName",
         i.last_name as "lastName", i.roles, i.locations, i.used_at is not null as "isUsed",
         i.expires_at <= now() as "isExpired", u.id as "user", u.id is not null as "isKnown",
         coalesce(x.security_password_min_length, 12)::int as "minLength"
    from invitations i join tenants t on t.id = i.tenant_id
    left join settings x on x.tenant_id = i.tenant_id
    left join users u on u.email = i.email
   where i.token_hash = $1 for update of i`

/**
 * The invitation of a link, held until the transaction ends. Refuses `not-found`, `invitation-used`,
 * `invitation-expired`. @rule USR-6
 */
export const findInvitation = async (req: PayloadRequest, token: string): Promise<Invitation> => {
  const [found] = await asSystem('sign-in', () =>
    query<Invitation & Record<string, unknown>>(req, FIND, [hashOf(token)]),
  )
  if (found === undefined) throw notFound({})
  if (found.isUsed) throw invitationUsed({})
  if (found.isExpired) throw invitationExpired({})
  return found
}
