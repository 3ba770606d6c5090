import type { PayloadRequest } from 'payload'
import { query } from '../../db/query.ts'
import type { Labels, Preset } from '../../domain/tenancy/presets.ts'

/** What every screen needs to know of its clinic. */
export interface ClinicFacts {
  readonly currency: string
  readonly id: string
  readonly labels: Labels
  readonly locale: string
  readonly name: string
  readonly preset: Preset
  readonly timezone: string
}

const CLINIC = `
  select id, name, preset, currency, locale, timezone,
         jsonb_build_object('patient', labels_patient, 'patients', labels_patients,
           'contact', labels_contact, 'contacts', labels_contacts,
           'therapist', labels_therapist, 'therapists', labels_therapists,
           'session', labels_session, 'sessions', labels_sessions) as labels
    from tenants where id = $1`

/** Name, words, money and place of one of the caller's tenants. @rule TEN-9 */
export const readClinic = async (
  req: PayloadRequest,
  tenant: string,
): Promise<ClinicFacts | undefined> => (await query<ClinicFacts>(req, CLINIC, [tenant]))[0]
