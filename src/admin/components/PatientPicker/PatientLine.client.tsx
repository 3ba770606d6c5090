'use client'
import { useScreen } from '../../shared/ScreenContext.client.tsx'
import type { PickedPatient } from './usePatientSearch.client.ts'

/** Number, contact and the end of the phone: what tells siblings and namesakes apart. */
export const PatientLine = ({ patient }: { readonly patient: PickedPatient }) => {
  const { texts } = useScreen()
  const { contactName, isActive, isDeceased, number, phoneEnding } = patient
  return (
    <span className="cl-pick__line">
      <span>{number}</span>
      {contactName === null ? null : <span>{contactName}</span>}
      {phoneEnding === null ? null : (
        <span
          aria-label={texts('board:picker:phoneEnds', {
            digits: phoneEnding.replaceAll(/(?<=.)(?=.)/g, ' '),
          })}
        >
          ···{phoneEnding}
        </span>
      )}
      {isDeceased ? (
        <span className="cl-pill cl-pill--bad">{texts('patient:deceased')}</span>
      ) : null}
      {isActive || isDeceased ? null : <span className="cl-pill">{texts('patient:inactive')}</span>}
    </span>
  )
}
