'use client'
import { formatsOf } from '../../shared/formats.ts'
import { useScreen } from '../../shared/ScreenContext.client.tsx'
import type { PickedPatient } from './usePatientSearch.client.ts'

interface PatientLineProps {
  readonly patient: PickedPatient
}

const Born = ({ patient: { bornOn, bornOnIsEstimated } }: PatientLineProps) => {
  const { clinic, texts } = useScreen()
  if (bornOn === null || bornOn === '') return null
  const date = formatsOf({ ...clinic, timezone: 'UTC' }).date(`${bornOn}T12:00:00Z`)
  return (
    <span>{texts(bornOnIsEstimated ? 'patient:bornEstimated' : 'patient:born', { date })}</span>
  )
}

/** Number, birth date, contact and the end of the phone: what tells siblings and namesakes apart. */
export const PatientLine = ({ patient }: PatientLineProps) => {
  const { texts } = useScreen()
  const { contactName, isActive, isDeceased, number, phoneEnding } = patient
  return (
    <span className="cl-pick__line">
      <span>{number}</span>
      <Born patient={patient} />
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
