'use client'
import { useScreen } from '../../shared/ScreenContext.client.tsx'
import { PatientLine } from './PatientLine.client.tsx'
import type { PickedPatient } from './usePatientSearch.client.ts'

interface PatientOptionsProps {
  /** The option that Enter takes. */
  readonly at: number
  readonly found: readonly PickedPatient[]
  readonly id: string
  readonly isListed: boolean
  readonly onPick: (patient: PickedPatient) => void
}

/** What was found, below the input. */
export const PatientOptions = ({ at, found, id, isListed, onPick }: PatientOptionsProps) => {
  const { texts } = useScreen()
  return (
    <ul
      aria-label={texts('board:picker:results')}
      className="cl-pick__list"
      hidden={!isListed}
      id={`${id}-list`}
      role="listbox"
    >
      {found.map((patient, index) => (
        <li
          aria-selected={index === at}
          className="cl-pick__option"
          data-patient={patient.id}
          id={`${id}-${index}`}
          key={patient.id}
          onClick={() => {
            onPick(patient)
          }}
          onMouseDown={(event) => {
            // The input keeps the focus, so that the list does not close before the click.
            event.preventDefault()
          }}
          role="option"
        >
          <strong>{patient.name}</strong>
          <PatientLine patient={patient} />
        </li>
      ))}
    </ul>
  )
}
