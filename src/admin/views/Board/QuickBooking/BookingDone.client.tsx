'use client'
import { useEffect, useRef } from 'react'
import { formatAdminURL } from 'payload/shared'
import { formatsOf } from '../../../shared/formats.ts'
import { useScreen } from '../../../shared/ScreenContext.client.tsx'
import type { BookedSession } from './useBooking.client.ts'

interface BookingDoneProps {
  readonly booked: BookedSession
  readonly onAgain: () => void
  readonly patientName: string
  readonly therapistName: string
}

/** What was booked, the way to it, and the way on. The focus moves here, so that it is read out. */
export const BookingDone = ({ booked, onAgain, patientName, therapistName }: BookingDoneProps) => {
  const { adminPath, clinic, texts } = useScreen()
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    heading.current?.focus()
  }, [])
  const formats = formatsOf({ ...clinic, timezone: booked.timezone })
  const href = formatAdminURL({ adminRoute: adminPath, path: `/sessions/${booked.id}` })
  return (
    <div className="cl-booking__done" data-booked={booked.id}>
      <h3 ref={heading} tabIndex={-1}>
        <span className="cl-pill cl-pill--good">{texts('board:booking:done')}</span>{' '}
        {texts('board:booking:doneText', {
          therapistName,
          time: formats.dateTime(booked.startsAt),
          who: patientName,
        })}
      </h3>
      <div className="cl-row__end">
        <a className="cl-button" href={href}>
          {texts('board:booking:open', { number: booked.number })}
        </a>
        <button className="cl-button cl-button--primary" onClick={onAgain} type="button">
          {texts('board:booking:again')}
        </button>
      </div>
    </div>
  )
}
