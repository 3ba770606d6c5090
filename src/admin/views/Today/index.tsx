import type { AdminViewServerProps } from 'payload'
import { isDate } from '../../../domain/scheduling/wallClock.ts'
import { readMyPatients } from '../../../operations/people/readMyPatients.ts'
import { readMyDay } from '../../../operations/operation/readMyDay.ts'
import { Screen } from '../../shared/Screen/index.tsx'
import { viewerOf } from '../../shared/viewer.ts'
import { ZoneNote } from '../../components/ZoneNote/index.client.tsx'
import { DayNav } from './DayNav/index.tsx'
import { DaySessions } from './DaySessions/index.tsx'
import { dayWords } from './dayWords.ts'
import { MyPatients } from './MyPatients/index.tsx'
import { SwipeDays } from './SwipeDays.client.tsx'
import { Waiting } from './Waiting/index.tsx'
import { Week } from './Week/index.tsx'
import './today.css'

/** A therapist's own day, the week after, their patients, and what waits for them. @rule RPT-3 CAL-8 */
export const Today = async (props: AdminViewServerProps) => {
  const viewer = await viewerOf(props.initPageResult.req, 'today')
  const asked = props.searchParams?.day
  const [day, patients] = await Promise.all([
    readMyDay(viewer.req, {
      // What is no date is today.
      day: isDate(asked) ? asked : undefined,
      tenant: viewer.clinic.id,
    }),
    readMyPatients(viewer.req, viewer.clinic.id),
  ])
  return (
    <Screen
      actions={<DayNav on={day.on} today={day.today} viewer={viewer} />}
      lead={
        <>
          {dayWords(viewer, day.on)} <ZoneNote timezone={viewer.clinic.timezone} />
        </>
      }
      page={props}
      title={viewer.texts('today:title')}
      viewer={viewer}
    >
      <div className="cl-grid cl-columns cl-today">
        <div className="cl-grid">
          <SwipeDays on={day.on}>
            <DaySessions day={day} viewer={viewer} />
          </SwipeDays>
          <Week days={day.week} viewer={viewer} />
        </div>
        <div className="cl-grid">
          <Waiting day={day} viewer={viewer} />
          <MyPatients patients={patients} viewer={viewer} />
        </div>
      </div>
    </Screen>
  )
}
