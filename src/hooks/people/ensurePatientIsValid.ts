import type { CollectionBeforeChangeHook } from 'payload'
import { idOf } from '../../domain/ids.ts'
import { MIN_NAME_LENGTH, SPECIES } from '../../domain/people/patients.ts'
import {
  animalFieldsOnPerson,
  bornInFuture,
  bornOnRequired,
  deceasedInFuture,
  invalidDate,
  invalidMicrochip,
  nameTooShort,
  speciesRequired,
} from '../../domain/people/errors.ts'
import { isDate, wallTimeAt } from '../../domain/scheduling/wallClock.ts'
import { nowMs } from '../../operations/common/services.ts'
import { tenantContext } from '../../operations/common/tenantContext.ts'
import type { Patient } from '../../payload-types.ts'

type Draft = Partial<Patient>

const ensureName = (patient: Draft): void => {
  for (const field of ['firstName', 'lastName'] as const) {
    if ((patient[field] ?? '').trim().length < MIN_NAME_LENGTH) {
      throw nameTooShort({ field, minLength: MIN_NAME_LENGTH })
    }
  }
}

const ensureBirth = (patient: Draft, today: string): void => {
  const bornOn = patient.bornOn ?? ''
  if (bornOn === '') {
    if (patient.kind !== 'animal') throw bornOnRequired({})
    return
  }
  if (!isDate(bornOn)) throw invalidDate({ field: 'bornOn' })
  if (bornOn > today) throw bornInFuture({})
}

const ensureKind = ({ animal, kind }: Draft): void => {
  const microchip = animal?.microchip ?? ''
  if (kind !== 'animal') {
    const hasAnimalFields =
      [animal?.species, animal?.breed, microchip].some((value) => (value ?? '') !== '') ||
      animal?.neutered === true
    if (hasAnimalFields) throw animalFieldsOnPerson({})
    return
  }
  if (!SPECIES.includes(animal?.species as (typeof SPECIES)[number])) throw speciesRequired({})
  if (microchip !== '' && !/^\d{15}$/.test(microchip)) throw invalidMicrochip({})
}

/** @rule PAT-1 ANI-1 ANI-2 ANI-4 */
export const ensurePatientIsValid: CollectionBeforeChangeHook<Patient> = async ({
  data,
  originalDoc,
  req,
}) => {
  const next: Draft = { ...originalDoc, ...data }
  const { timezone } = await tenantContext(req, idOf(next.tenant) ?? '')
  ensureName(next)
  ensureBirth(next, wallTimeAt(nowMs(req), timezone).on)
  ensureKind(next)
  const deceasedMs = Date.parse(next.deceasedAt ?? '')
  if (deceasedMs > nowMs(req)) throw deceasedInFuture({})
  const microchip = next.animal?.microchip ?? ''
  return { ...data, animal: { ...next.animal, microchip: microchip === '' ? null : microchip } }
}
