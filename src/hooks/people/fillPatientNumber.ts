import type { CollectionAfterChangeHook } from 'payload'
import { giveNumber } from '../../operations/common/giveNumber.ts'
import type { Patient } from '../../payload-types.ts'

/** `PT-000001`, counted per tenant; the counter is the last lock of the transaction. @rule PAT-10 */
export const fillPatientNumber: CollectionAfterChangeHook<Patient> = async ({
  doc,
  operation,
  req,
}) =>
  operation === 'create'
    ? { ...doc, number: await giveNumber(req, { doc, prefix: 'PT', table: 'patients' }) }
    : doc
