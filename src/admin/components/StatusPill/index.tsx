import type { Status } from '../../../domain/scheduling/statusMachine.ts'
import type { Texts } from '../../shared/texts.ts'

type Tone = 'accent' | 'bad' | 'calm' | 'good' | 'warn'

const TONES: Readonly<Record<Status, Tone>> = {
  cancelled: 'calm',
  'checked-in': 'accent',
  completed: 'good',
  confirmed: 'good',
  expired: 'calm',
  held: 'warn',
  'in-progress': 'accent',
  'late-cancelled': 'bad',
  'no-show': 'bad',
  requested: 'warn',
  rescheduled: 'calm',
  scheduled: 'warn',
}

/** The state of a session in words; the colour only repeats it. @rule UIX-3 */
export const StatusPill = ({
  status,
  texts,
}: {
  readonly status: Status
  readonly texts: Texts
}) => (
  <span className={`cl-pill cl-pill--${TONES[status]}`} data-status={status}>
    {texts(`common:status:${status}`)}
  </span>
)
