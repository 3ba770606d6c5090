import type { PayloadRequest, ServerProps } from 'payload'
import { leadToEnrolment } from '../../shared/viewer.ts'

/** On every page of the panel: whose clinic asks for codes sets them up first. @rule SEC-4 */
export const SecondFactorGate = ({ req }: ServerProps & { readonly req?: PayloadRequest }) => {
  if (req !== undefined) leadToEnrolment(req)
  return null
}
