import type { PayloadRequest } from 'payload'
import { may } from '../../access/permissions.ts'
import { forbidden } from '../../domain/errors.ts'
import type { Preset } from '../../domain/tenancy/presets.ts'
import type { Setting } from '../../payload-types.ts'
import { slugs } from '../../slugs.ts'
import { readClinic } from './readClinic.ts'

export interface ClinicSettings {
  readonly mayChangeLabels: boolean
  readonly preset: Preset
  /** As `GET /api/settings/:id` answers it. */
  readonly settings: Setting
}

/** The settings of one clinic, for who may change them. Refuses `forbidden`. @rule TEN-9 TEN-15 */
export const readSettings = async (
  req: PayloadRequest,
  tenant: string,
): Promise<ClinicSettings> => {
  const { docs } = await req.payload.find({
    collection: slugs.settings,
    depth: 0,
    limit: 1,
    overrideAccess: false,
    pagination: false,
    req,
    where: { tenant: { equals: tenant } },
  })
  const [settings] = docs
  const clinic = await readClinic(req, tenant)
  if (
    settings === undefined ||
    clinic === undefined ||
    !may(req, 'settings.read', tenant) ||
    !may(req, 'settings.update', tenant)
  ) {
    throw forbidden({ action: 'settings.update' })
  }
  return {
    mayChangeLabels: may(req, 'tenants.update', tenant),
    preset: clinic.preset,
    settings,
  }
}
