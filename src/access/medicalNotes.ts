import type { FieldAccess, PayloadRequest } from 'payload'
import { idOf } from '../domain/ids.ts'
import { slugs } from '../slugs.ts'
import { grantIn, grantsOf, may } from './permissions.ts'
import { userIdOf } from './rights.ts'
import { tenantForWrite } from './tenantForWrite.ts'

interface PatientPlace {
  readonly careTeam?: unknown
  readonly id?: string
  readonly tenant?: unknown
}

/** The row's tenant and care team; read where the caller selected neither. */
const placeOf = async (
  req: PayloadRequest,
  patient: PatientPlace,
  isTeamNeeded: boolean,
): Promise<PatientPlace> => {
  const isKnown = idOf(patient.tenant) !== undefined
  if (isKnown && (!isTeamNeeded || Array.isArray(patient.careTeam))) return patient
  if (patient.id === undefined) return {}
  const found = await req.payload.db.findOne<PatientPlace & { id: string }>({
    collection: slugs.patients,
    req,
    select: { careTeam: true, tenant: true },
    where: { id: { equals: patient.id } },
  })
  return found ?? {}
}

/**
 * Whether the caller may read the medical notes of one patient: admins of its clinic, and of the
 * therapists its care team.
 * @rule PAT-11 USR-7
 */
export const mayReadMedicalNotes = async (
  req: PayloadRequest,
  patient: PatientPlace,
): Promise<boolean> => {
  const grants = grantsOf(req, 'patients.read-medical-notes')
  if (grants.length === 0) return false
  const isTeamNeeded = grants.some(({ reach }) => reach !== 'all')
  const { careTeam, tenant } = await placeOf(req, patient, isTeamNeeded)
  const grant = grantIn(req, 'patients.read-medical-notes', idOf(tenant) ?? '')
  if (grant === undefined || grant.reach === 'all') return grant !== undefined
  const team = Array.isArray(careTeam) ? careTeam.map(idOf) : []
  return grant.reach === 'own' && team.includes(userIdOf(req))
}

/** For a form that is still empty, whoever may read some. */
export const canReadMedicalNotes: FieldAccess = ({ doc, id, req }) => {
  const patient = { ...(doc as PatientPlace | undefined), ...(id === undefined ? {} : { id }) }
  return (patient as PatientPlace).id === undefined
    ? grantsOf(req, 'patients.read-medical-notes').length > 0
    : mayReadMedicalNotes(req, patient as PatientPlace)
}

/**
 * With the patient's other fields, whoever may write those and read the notes: admins. The care team
 * writes them by an action of its own.
 */
export const canWriteMedicalNotes: FieldAccess = async ({ data, doc, id, req }) => {
  const known = doc as PatientPlace | undefined
  const of = idOf(id) ?? known?.id
  const patient: PatientPlace = { ...known, ...(of === undefined ? {} : { id: of }) }
  const place =
    patient.id === undefined
      ? { tenant: tenantForWrite(req, (data as PatientPlace | undefined)?.tenant) }
      : await placeOf(req, patient, false)
  const tenant = idOf(place.tenant)
  if (tenant === undefined) return patient.id === undefined && mayWriteSomewhere(req)
  return (
    may(req, 'patients.update', tenant) &&
    grantIn(req, 'patients.read-medical-notes', tenant)?.reach === 'all'
  )
}

/** For a form whose clinic is not chosen yet; the write asks again. */
const mayWriteSomewhere = (req: PayloadRequest): boolean =>
  grantsOf(req, 'patients.read-medical-notes').some(({ reach }) => reach === 'all')
