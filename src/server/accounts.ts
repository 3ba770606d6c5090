import { randomBytes } from 'node:crypto'
import { createLocalReq, type Payload, type PayloadRequest } from 'payload'
import { query } from '../db/query.ts'
import { asSystem } from '../db/scope.ts'
import type { Preset } from '../domain/tenancy/presets.ts'
import type { Tenant } from '../payload-types.ts'
import { slugs } from '../slugs.ts'

export interface TenantInput {
  readonly currency?: string | undefined
  readonly name: string
  readonly preset: Preset
  readonly slug?: string | undefined
  readonly timezone?: string | undefined
}

export interface AdminInput {
  readonly email: string
  readonly firstName: string
  readonly lastName: string
  readonly password?: string | undefined
  /** Slug of a tenant; without it an admin of the platform. */
  readonly tenant?: string | undefined
}

/** The command line is trusted as the platform's own admin: nobody is asked. */
const trusted = { overrideAccess: true } as const

const asTrusted = async <T>(
  payload: Payload,
  run: (req: PayloadRequest) => Promise<T>,
): Promise<T> => {
  const req = await createLocalReq({}, payload)
  return asSystem('create-account', () => run(req))
}

/** `caseload tenant create`. @rule TEN-7 */
export const createTenant = (payload: Payload, input: TenantInput): Promise<Tenant> =>
  asTrusted(payload, (req) =>
    payload.create({
      ...trusted,
      collection: slugs.tenants,
      data: input,
      req,
    }),
  )

const findTenant = async (payload: Payload, req: PayloadRequest, slug: string) => {
  const { docs } = await payload.find({
    ...trusted,
    collection: slugs.tenants,
    limit: 1,
    req,
    where: { slug: { equals: slug } },
  })
  if (docs[0] === undefined) throw new Error(`there is no tenant "${slug}"`)
  return docs[0]
}

const findOrCreateUser = async (
  payload: Payload,
  req: PayloadRequest,
  input: AdminInput,
): Promise<{ id: string; password?: string }> => {
  const { docs } = await payload.find({
    ...trusted,
    collection: slugs.users,
    limit: 1,
    req,
    where: { email: { equals: input.email.trim().toLowerCase() } },
  })
  if (docs[0] !== undefined) return { id: docs[0].id }
  const password = input.password ?? randomBytes(12).toString('base64url')
  const { email, firstName, lastName } = input
  const { id } = await payload.create({
    ...trusted,
    collection: slugs.users,
    data: { email, firstName, lastName, password },
    req,
  })
  return input.password === undefined ? { id, password } : { id }
}

/**
 * `caseload admin create`: the first admin of the platform or of a tenant. A known address only gains
 * the role; a password that was not given is made and told once.
 */
export const createAdmin = (
  payload: Payload,
  input: AdminInput,
): Promise<{ email: string; password?: string; role: string }> =>
  asTrusted(payload, async (req) => {
    // First of all: a wrong tenant must not leave a user whose password nobody was told.
    const tenant =
      input.tenant === undefined ? undefined : await findTenant(payload, req, input.tenant)
    const user = await findOrCreateUser(payload, req, input)
    const told = {
      email: input.email,
      ...(user.password === undefined ? {} : { password: user.password }),
    }
    if (tenant === undefined) {
      await query(
        req,
        `update account_states set platform_role = 'super-admin', updated_at = now() where user_id = $1`,
        [user.id],
      )
      return { ...told, role: 'admin of the platform' }
    }
    await payload.create({
      ...trusted,
      collection: slugs.memberships,
      data: { active: true, roles: ['admin'], tenant: tenant.id, user: user.id },
      req,
    })
    return { ...told, role: `admin of ${tenant.name}` }
  })
