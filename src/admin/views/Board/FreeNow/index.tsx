import { wallTimeAt } from '../../../../domain/scheduling/wallClock.ts'
import type { TherapistFree } from '../../../../operations/scheduling/readFreeTimes.ts'
import { adminPath } from '../../../shared/adminPath.ts'
import { PAGES } from '../../../shared/pages.ts'
import type { Viewer } from '../../../shared/viewer.ts'

interface FreeNowProps {
  readonly asked: { readonly location: string | undefined; readonly patient: string | undefined }
  readonly free: readonly TherapistFree[]
  readonly todayOn: string
  readonly viewer: Viewer
}

/** When each therapist has nothing, today and tomorrow; every time leads into the booking. */
export const FreeNow = ({ asked, free, todayOn, viewer }: FreeNowProps) => {
  const { clinic, formats, req, texts } = viewer
  const stretchOf = (therapist: TherapistFree, startsAt: string, endsAt: string) => {
    const { on } = wallTimeAt(Date.parse(startsAt), clinic.timezone)
    const query = new URLSearchParams({ at: startsAt, day: on, with: therapist.id })
    if (asked.patient !== undefined) query.set('patient', asked.patient)
    if (asked.location !== undefined) query.set('location', asked.location)
    const day = on === todayOn ? texts('board:free:today') : texts('board:free:tomorrow')
    const values = { from: formats.time(startsAt), to: formats.time(endsAt) }
    return (
      <li key={startsAt}>
        <a
          aria-label={texts('board:free:book', { ...values, day, name: therapist.name })}
          className="cl-button cl-board__free"
          data-free-at={startsAt}
          data-free-with={therapist.id}
          href={`${adminPath(req, PAGES.board.path)}?${query.toString()}#booking`}
        >
          <small>{day}</small> {texts('board:free:at', values)}
        </a>
      </li>
    )
  }
  return (
    <section aria-labelledby="free" className="cl-card" data-part="free">
      <div className="cl-card__head">
        <h2 id="free">{texts('board:free:title')}</h2>
        <p className="cl-muted">{texts('board:free:help')}</p>
      </div>
      {free.length === 0 ? <p className="cl-empty">{texts('board:free:nobody')}</p> : null}
      {free.map((therapist) => (
        <div className="cl-board__therapist" key={therapist.id}>
          <h3>{therapist.name}</h3>
          {therapist.stretches.length === 0 ? (
            <p className="cl-muted">{texts('board:free:none')}</p>
          ) : (
            <ul className="cl-board__stretches">
              {therapist.stretches.map(({ endsAt, startsAt }) =>
                stretchOf(therapist, startsAt, endsAt),
              )}
            </ul>
          )}
        </div>
      ))}
    </section>
  )
}
