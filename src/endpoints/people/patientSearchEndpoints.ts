import type { Endpoint } from 'payload'
import * as z from 'zod'
import { PATIENT_KINDS } from '../../domain/people/patients.ts'
import { previewDuplicates } from '../../operations/people/findDuplicates.ts'
import { searchPatients } from '../../operations/people/searchPatients.ts'
import { date, parseQuery, uuid } from '../common/parse.ts'

const searchQuery = z.strictObject({ q: z.string().max(100), tenant: uuid.optional() })

/** `GET /api/patients/search`: for pickers; 200 `{ patients }`, at most 12. @rule PAT-7 */
const searchEndpoint: Endpoint = {
  handler: async (req) => {
    const patients = await searchPatients(req, parseQuery(req, searchQuery))
    return Response.json({ patients })
  },
  method: 'get',
  path: '/search',
}

const duplicatesQuery = z.strictObject({
  bornOn: date.optional(),
  contact: uuid.optional(),
  firstName: z.string().max(200).optional(),
  kind: z.enum(PATIENT_KINDS).optional(),
  lastName: z.string().max(200).optional(),
  tenant: uuid.optional(),
})

/** `GET /api/patients/duplicates`: who is like a new patient; 200 `{ candidates }`. @rule PAT-12 */
const duplicatesEndpoint: Endpoint = {
  handler: async (req) => {
    const candidates = await previewDuplicates(req, parseQuery(req, duplicatesQuery))
    return Response.json({ candidates })
  },
  method: 'get',
  path: '/duplicates',
}

export const patientSearchEndpoints: Endpoint[] = [searchEndpoint, duplicatesEndpoint]
