import { ageMonthsOn, ageOn } from '../../../../domain/people/patients.ts'
import { formatsOf } from '../../../shared/formats.ts'
import { optionText } from '../../../shared/optionText.ts'
import type { Viewer } from '../../../shared/viewer.ts'
import type { PartProps } from '../part.ts'

/** Below this age months say more than years. */
const IN_MONTHS_BELOW = 24

const ageWords = ({ texts }: Viewer, bornOn: string, todayOn: string): string => {
  const months = ageMonthsOn(bornOn, todayOn)
  return months < IN_MONTHS_BELOW
    ? texts('patient:age:months', { count: months })
    : texts('patient:age:years', { count: ageOn(bornOn, todayOn) })
}

/** Number, age, kind, tags and whether the patient is active, in one line. */
export const Head = ({ page: { patient, todayOn }, viewer }: PartProps) => {
  const { clinic, texts } = viewer
  const { active, animal, bornOn, bornOnIsEstimated, deceasedAt, kind, number, sex, tags } = patient
  const species = kind === 'animal' ? (animal?.species ?? 'animal') : undefined
  const date = formatsOf({ ...clinic, timezone: 'UTC' }).date
  const born = bornOnIsEstimated === true ? 'patient:bornEstimated' : 'patient:born'
  return (
    <div className="cl-patient__head">
      <span>{number}</span>
      {typeof bornOn === 'string' && bornOn !== '' ? (
        <span>
          {ageWords(viewer, bornOn, todayOn)} · {texts(born, { date: date(`${bornOn}T12:00:00Z`) })}
        </span>
      ) : null}
      {species === undefined ? null : (
        <span>
          {[optionText(viewer, species), animal?.breed, animal?.microchip]
            .filter((text) => typeof text === 'string' && text !== '')
            .join(' · ')}
        </span>
      )}
      {typeof sex === 'string' ? <span>{optionText(viewer, sex)}</span> : null}
      {typeof deceasedAt === 'string' ? (
        <span className="cl-pill cl-pill--bad">{texts('patient:deceased')}</span>
      ) : (
        <span className={`cl-pill${active === false ? '' : ' cl-pill--good'}`}>
          {texts(active === false ? 'patient:inactive' : 'patient:active')}
        </span>
      )}
      {(tags ?? []).map((tag) => (
        <span className="cl-pill cl-pill--accent" key={tag}>
          {tag}
        </span>
      ))}
    </div>
  )
}
