import type { Endpoint } from 'payload'
import * as z from 'zod'
import { writeMedicalNotes } from '../../operations/people/writeMedicalNotes.ts'
import { idParam, parseBody } from '../common/parse.ts'

const text = z.string().max(20_000)
const medicalNotesBody = z.strictObject({ medicalNotes: text, replaces: text.optional() })

/**
 * `POST /api/patients/:id/medical-notes`: admins and the care team → 200 `{ hasMedicalNotes }`. Not under
 * an idempotency key, which would keep a trace of the text; to write the same twice changes nothing.
 * @rule PAT-11
 */
export const medicalNotesEndpoint: Endpoint = {
  handler: async (req) => {
    const input = await parseBody(req, medicalNotesBody)
    return Response.json(await writeMedicalNotes(req, idParam(req), input))
  },
  method: 'post',
  path: '/:id/medical-notes',
}
