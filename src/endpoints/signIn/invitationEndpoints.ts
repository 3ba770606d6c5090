import type { Endpoint } from 'payload'
import * as z from 'zod'
import { isPlatformAdmin } from '../../access/rights.ts'
import { tenantForWrite } from '../../access/tenantForWrite.ts'
import { forbidden, notFound, validationError } from '../../domain/errors.ts'
import { ROLES } from '../../domain/people/roles.ts'
import { acceptInvitation } from '../../operations/signIn/acceptInvitation.ts'
import { askForNewPassword } from '../../operations/signIn/askForNewPassword.ts'
import { findInvitation, invite } from '../../operations/signIn/invitations.ts'
import { parseBody, parseOpenBody, parseOpenQuery, uuid } from '../common/parse.ts'

const name = z.string().trim().min(1).max(100)
const token = z.string().max(200)

const inviteBody = z.strictObject({
  email: z.email().max(254),
  firstName: name,
  lastName: name,
  locations: z.array(uuid).max(50).default([]),
  roles: z.array(z.enum(ROLES)).min(1).max(ROLES.length),
  tenant: uuid.optional(),
})

/** `POST /api/users/invite` → 200 `{ invited: true }`, whether the address is known or not. @rule USR-6 */
const inviteEndpoint: Endpoint = {
  handler: async (req) => {
    const { tenant: named, ...input } = await parseBody(req, inviteBody)
    const isPlatform = isPlatformAdmin(req)
    const tenant = tenantForWrite(req, named) ?? (isPlatform ? named : undefined)
    if (tenant === undefined) {
      throw named === undefined
        ? validationError({ faults: [{ code: 'required', field: 'tenant' }] })
        : notFound({ field: 'tenant' })
    }
    // The platform appoints admins; everybody else is the clinic's own choice.
    if (isPlatform && input.roles.some((role) => role !== 'admin')) {
      throw forbidden({ action: 'users.invite', field: 'roles' })
    }
    await invite(req, { ...input, tenant })
    return Response.json({ invited: true })
  },
  method: 'post',
  path: '/invite',
}

/** `GET /api/users/invitation?token=…` → 200 `{ clinic, email, firstName, isKnown, lastName }`; for nobody in particular. */
const showEndpoint: Endpoint = {
  handler: async (req) => {
    const input = parseOpenQuery(req, z.strictObject({ token }))
    const { clinic, email, firstName, isKnown, lastName } = await findInvitation(req, input.token)
    return Response.json({ clinic, email, firstName, isKnown, lastName })
  },
  method: 'get',
  path: '/invitation',
}

const acceptBody = z.strictObject({
  firstName: name.optional(),
  lastName: name.optional(),
  password: z.string().max(200).optional(),
  token,
})

/** `POST /api/users/accept-invitation` → 200 `{ accepted: true, isKnown }`; one signs in afterwards. @rule USR-6 */
const acceptEndpoint: Endpoint = {
  handler: async (req) => {
    const input = await parseOpenBody(req, acceptBody)
    return Response.json({ accepted: true, ...(await acceptInvitation(req, input)) })
  },
  method: 'post',
  path: '/accept-invitation',
}

/** `POST /api/users/forgot-password` → 200 `{ message }`, at once and for every address. @rule SEC-3 */
const forgotPasswordEndpoint: Endpoint = {
  handler: async (req) => {
    const { email } = await parseOpenBody(req, z.strictObject({ email: z.string().max(254) }))
    askForNewPassword(req, email)
    return Response.json({ message: req.t('general:success') })
  },
  method: 'post',
  path: '/forgot-password',
}

export const invitationEndpoints: Endpoint[] = [
  inviteEndpoint,
  showEndpoint,
  acceptEndpoint,
  forgotPasswordEndpoint,
]
