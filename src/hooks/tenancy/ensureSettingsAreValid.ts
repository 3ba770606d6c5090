import type { CollectionBeforeChangeHook } from 'payload'
import { invalidOffset, invalidWindow } from '../../domain/messaging/errors.ts'
import { invalidSetting } from '../../domain/tenancy/errors.ts'
import { type SettingFault, settingFaults } from '../../domain/tenancy/settingFaults.ts'
import type { Setting } from '../../payload-types.ts'

const refusalOf = (fault: SettingFault): Error => {
  const { code, field } = fault
  if (code === 'window') return invalidWindow({ field })
  if (code === 'reminders') return invalidOffset({ field })
  return code === 'range'
    ? invalidSetting({ field, max: fault.max, min: fault.min })
    : invalidSetting({ field })
}

/** A settings change is checked before it acts. @rule TEN-15 MSG-3 MSG-5 */
export const ensureSettingsAreValid: CollectionBeforeChangeHook<Setting> = ({
  data,
  originalDoc,
}) => {
  const [fault] = settingFaults({ ...originalDoc, ...data })
  if (fault !== undefined) throw refusalOf(fault)
  return data
}
