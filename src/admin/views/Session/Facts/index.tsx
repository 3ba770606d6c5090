import type { ReactNode } from 'react'
import type { SessionPage } from '../../../../operations/scheduling/readSessionPage.ts'
import { adminPath } from '../../../shared/adminPath.ts'
import { formatsOf } from '../../../shared/formats.ts'
import type { Viewer } from '../../../shared/viewer.ts'

interface FactsProps {
  readonly page: SessionPage
  readonly viewer: Viewer
}

/** A name and what is said under it; nothing where there is nothing to say. */
type Fact = readonly [name: string, value: ReactNode]

const whenAndWhere = ({ page: { session }, viewer: { clinic, texts } }: FactsProps): Fact[] => {
  const formats = formatsOf({ ...clinic, timezone: session.timezone })
  const { endedAt, startedAt } = session
  const actual =
    startedAt === null
      ? null
      : `${formats.time(startedAt)}–${endedAt === null ? '…' : formats.time(endedAt)}`
  return [
    [
      texts('session:facts:when'),
      <>
        {formats.day(session.startsAt)}, {formats.time(session.startsAt)}–
        {formats.time(session.endsAt)} <span className="cl-muted">({session.timezone})</span>
      </>,
    ],
    [texts('session:facts:length'), texts('common:minutes', { minutes: session.durationMinutes })],
    [texts('session:facts:took'), actual],
    [texts('session:facts:location'), session.location.name],
    [texts('session:facts:room'), session.room],
    [texts('session:facts:mode'), texts(`session:modes:${session.mode}`)],
  ]
}

const who = ({ page: { session }, viewer: { req, texts } }: FactsProps): Fact[] => [
  [
    texts('session:facts:patient'),
    <>
      <a href={adminPath(req, `/patients/${session.patient.id}`)}>{session.patient.name}</a>{' '}
      <span className="cl-muted">{session.patient.number}</span>
    </>,
  ],
  [texts('session:facts:therapist'), session.therapistName],
  [texts('session:facts:coTherapist'), session.coTherapistName],
  [texts('session:facts:type'), session.type.name],
]

const state = ({ page: { session }, viewer: { clinic, texts } }: FactsProps): Fact[] => {
  const formats = formatsOf({ ...clinic, timezone: session.timezone })
  const { cancellation, confirmation } = session
  return [
    [
      texts('session:facts:priority'),
      session.priority === 'routine' ? null : texts(`session:priorities:${session.priority}`),
    ],
    [
      texts('session:facts:attendance'),
      session.attendance === 'expected' ? null : texts(`session:attendance:${session.attendance}`),
    ],
    [
      texts('session:facts:confirmed'),
      confirmation === null ? null : formats.dateTime(confirmation.at),
    ],
    [
      texts('session:facts:cancelled'),
      cancellation === null
        ? null
        : [
            texts(`session:reasons:${cancellation.reasonCode}`),
            ...(cancellation.reason === null ? [] : [cancellation.reason]),
          ].join(': '),
    ],
    [texts('session:facts:overbooked'), session.overbookingReason],
    [texts('session:facts:fromContact'), session.patientNotes === '' ? null : session.patientNotes],
    [texts('session:facts:bookedBy'), session.bookedBy],
  ]
}

/** Who, when and where, the time on the clock of the location. @rule UIX-5 */
export const Facts = (props: FactsProps) => (
  <section aria-labelledby="cl-facts" className="cl-card">
    <div className="cl-card__head">
      <h2 id="cl-facts">{props.viewer.texts('session:facts:title')}</h2>
    </div>
    <dl className="cl-facts">
      {[...who(props), ...whenAndWhere(props), ...state(props)]
        .filter(([, value]) => value !== null)
        .map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
    </dl>
  </section>
)
