import { addDays } from '../../../../domain/scheduling/wallClock.ts'
import { adminPath } from '../../../shared/adminPath.ts'
import { PAGES } from '../../../shared/pages.ts'
import type { Viewer } from '../../../shared/viewer.ts'
import { dayWords } from '../dayWords.ts'

interface DayNavProps {
  readonly on: string
  readonly today: string
  readonly viewer: Viewer
}

/** To the day before, to today, to the day after: links, so that they also work without scripts. */
export const DayNav = ({ on, today, viewer }: DayNavProps) => {
  const { req, texts } = viewer
  const link = (day: string, { label, sign }: { label: string; sign: string }) => (
    <a
      aria-label={`${label}: ${dayWords(viewer, day)}`}
      className="cl-button"
      href={`${adminPath(req, PAGES.today.path)}?day=${day}`}
    >
      {sign}
    </a>
  )
  return (
    <nav aria-label={texts('today:days')} className="cl-screen__actions">
      {link(addDays(on, -1), { label: texts('today:previousDay'), sign: '‹' })}
      <a
        aria-current={on === today ? 'date' : undefined}
        className="cl-button"
        href={adminPath(req, PAGES.today.path)}
      >
        {texts('today:backToToday')}
      </a>
      {link(addDays(on, 1), { label: texts('today:nextDay'), sign: '›' })}
    </nav>
  )
}
