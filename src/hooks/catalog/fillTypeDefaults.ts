import type { CollectionBeforeValidateHook } from 'payload'
import { idOf } from '../../domain/ids.ts'
import { PRESET_VALUES } from '../../domain/tenancy/presets.ts'
import { tenantContext } from '../../operations/common/tenantContext.ts'
import type { TherapyType } from '../../payload-types.ts'

/** 45 minutes, and the buffer of the tenant's preset. @rule TYP-2 TEN-10 */
export const fillTypeDefaults: CollectionBeforeValidateHook<TherapyType> = async ({
  data,
  operation,
  req,
}) => {
  const tenant = idOf(data?.tenant)
  if (operation !== 'create' || tenant === undefined) return data
  const { preset } = await tenantContext(req, tenant)
  return {
    ...data,
    bufferAfterMinutes: data?.bufferAfterMinutes ?? PRESET_VALUES[preset].bufferAfterMinutes,
    bufferBeforeMinutes: data?.bufferBeforeMinutes ?? 0,
    defaultDurationMinutes: data?.defaultDurationMinutes ?? 45,
    defaultPriceMinor: data?.defaultPriceMinor ?? 0,
    maxPerDayScope: data?.maxPerDayScope ?? 'therapist',
  }
}
