import type { CollectionBeforeValidateHook } from 'payload'
import { idOf } from '../../domain/ids.ts'
import { type GuardianLink, withLinkRights } from '../../domain/people/patients.ts'
import type { Patient } from '../../payload-types.ts'

/** The first contact starts with all five rights, each later one with none. @rule PAT-4 PAT-5 */
export const normaliseGuardians: CollectionBeforeValidateHook<Patient> = ({ data }) => {
  if (!Array.isArray(data?.guardians)) return data
  const links = data.guardians.map((link) => ({
    ...link,
    contact: idOf(link.contact) ?? '',
  })) as GuardianLink[]
  const isFirstTime = links.every(({ isPrimary }) => isPrimary !== true)
  const guardians = withLinkRights(links)
  // A form sends every unticked box as false: with nobody primary the first contact becomes it.
  if (isFirstTime && guardians[0] !== undefined) {
    guardians[0] = {
      ...guardians[0],
      canBook: true,
      canSeeClinical: true,
      isPrimary: true,
      pays: true,
      receivesReminders: true,
    }
  }
  return { ...data, guardians } as typeof data
}
