import type { AdminViewServerProps } from 'payload'
import { isUuid } from '../../../domain/ids.ts'
import { findPatientForPicker } from '../../../operations/people/searchPatients.ts'
import { readBoard } from '../../../operations/operation/readBoard.ts'
import { readBookingChoices } from '../../../operations/catalog/readBookingChoices.ts'
import { readFreeTimes } from '../../../operations/scheduling/readFreeTimes.ts'
import { grantIn } from '../../../access/permissions.ts'
import { Screen } from '../../shared/Screen/index.tsx'
import { type Viewer, viewerOf } from '../../shared/viewer.ts'
import { Counts } from './Counts/index.tsx'
import { Filters } from './Filters/index.tsx'
import { FreeNow } from './FreeNow/index.tsx'
import { QuickBooking } from './QuickBooking/index.client.tsx'
import { SessionList } from './SessionList/index.tsx'
import './board.css'

type Asked = Readonly<
  Record<'at' | 'day' | 'location' | 'patient' | 'therapist' | 'with', string | undefined>
>

/** What the address asks for; what is no id is not asked. */
const askedOf = (searchParams: AdminViewServerProps['searchParams']): Asked => {
  const text = (name: string): string | undefined => {
    const value = searchParams?.[name]
    return typeof value === 'string' && value !== '' ? value : undefined
  }
  const id = (name: string): string | undefined => (isUuid(text(name)) ? text(name) : undefined)
  return {
    at: text('at'),
    day: /^\d{4}-\d{2}-\d{2}$/.exec(text('day') ?? '')?.[0],
    location: id('location'),
    patient: id('patient'),
    therapist: id('therapist'),
    with: id('with'),
  }
}

const loadBoard = async ({ clinic, req }: Viewer, asked: Asked) => {
  const tenant = clinic.id
  const { location, patient, therapist } = asked
  const limits = grantIn(req, 'sessions.read', tenant)?.locations ?? []
  const [board, choices, chosen] = await Promise.all([
    readBoard(req, { location, tenant, therapist }),
    readBookingChoices(req, tenant),
    patient === undefined ? undefined : findPatientForPicker(req, { id: patient, tenant }),
  ])
  const free = await readFreeTimes(req, {
    from: board.todayOn,
    locations: location === undefined ? limits : [location],
    tenant,
    therapist,
  })
  return { board, choices, chosen, free }
}

type Loaded = Awaited<ReturnType<typeof loadBoard>>

interface ColumnsProps {
  readonly asked: Asked
  readonly loaded: Loaded
  readonly viewer: Viewer
}

/** Who comes on the left; the next booking, who is late, who is here and what is free on the right. */
const Columns = ({ asked, loaded, viewer }: ColumnsProps) => {
  const { board, choices, chosen, free } = loaded
  const shared = { board, viewer }
  return (
    <div className="cl-grid cl-columns cl-board">
      <div className="cl-grid">
        <SessionList {...shared} part="arrivals" />
        <SessionList {...shared} part="unconfirmed" />
      </div>
      <div className="cl-grid">
        {choices === null ? null : (
          <QuickBooking
            // Another patient or time in the address begins another booking.
            key={JSON.stringify(asked)}
            choices={choices}
            wish={{
              at: asked.at,
              day: asked.day ?? board.todayOn,
              location: asked.location,
              patient: chosen,
              therapist: asked.with,
            }}
          />
        )}
        <SessionList {...shared} part="missing" />
        <SessionList {...shared} part="running" />
        <FreeNow {...{ asked, free, viewer }} todayOn={board.todayOn} />
      </div>
    </div>
  )
}

/** The front desk's day. @rule RPT-1 */
export const Board = async (page: AdminViewServerProps) => {
  const viewer = await viewerOf(page.initPageResult.req, 'board')
  const { clinic, formats, texts } = viewer
  const asked = askedOf(page.searchParams)
  const loaded = await loadBoard(viewer, asked)
  const { board, choices } = loaded
  return (
    <Screen
      actions={
        choices === null ? undefined : (
          <a className="cl-button cl-button--primary" href="#booking">
            {texts('board:booking:title')}
          </a>
        )
      }
      lead={
        <>
          {formats.day(board.nowAt)} · {texts('common:times:zone', { zone: clinic.timezone })}
        </>
      }
      page={page}
      title={texts('board:title')}
      viewer={viewer}
    >
      <Counts board={board} viewer={viewer} />
      {choices === null ? null : <Filters asked={asked} choices={choices} viewer={viewer} />}
      <Columns asked={asked} loaded={loaded} viewer={viewer} />
    </Screen>
  )
}
