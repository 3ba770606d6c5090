import type { NotificationStatus } from '../../../../domain/messaging/notificationStates.ts'
import { slugs } from '../../../../slugs.ts'
import { adminPath } from '../../../shared/adminPath.ts'
import { listLink } from '../../../shared/listLink.ts'
import { More } from '../More/index.tsx'
import type { PartProps } from '../part.ts'

const TONES: Readonly<Record<NotificationStatus, string>> = {
  cancelled: '',
  dead: ' cl-pill--bad',
  delivered: ' cl-pill--good',
  expired: '',
  failed: ' cl-pill--bad',
  queued: ' cl-pill--warn',
  sending: ' cl-pill--warn',
  sent: ' cl-pill--good',
  skipped: '',
  undelivered: ' cl-pill--bad',
  unknown: ' cl-pill--warn',
}

/** What was and will be sent about the patient. */
export const Messages = ({ page: { messages, patient }, viewer }: PartProps) => {
  const { formats, texts } = viewer
  const { rows, total } = messages
  return (
    <section aria-labelledby="messages" className="cl-card" data-part="messages">
      <div className="cl-card__head">
        <h2 id="messages">{texts('patient:messages:title')}</h2>
      </div>
      {rows.length === 0 ? <p className="cl-empty">{texts('patient:messages:empty')}</p> : null}
      <ul className="cl-list">
        {rows.map((message) => {
          const kind = texts(`message:kinds:${message.kind}`)
          return (
            <li className="cl-row" key={message.id}>
              <div className="cl-row__main">
                <a
                  href={adminPath(viewer.req, `/collections/${slugs.notifications}/${message.id}`)}
                >
                  {message.contact === null
                    ? kind
                    : texts('patient:messages:to', { kind, name: message.contact })}
                </a>
                <div className="cl-muted">
                  {texts(`message:channels:${message.channel}`)} ·{' '}
                  {formats.dateTime(message.sentAt ?? message.plannedAt)}
                </div>
              </div>
              <span className={`cl-pill${TONES[message.status]}`}>
                {texts(`message:states:${message.status}`)}
              </span>
            </li>
          )
        })}
      </ul>
      <More
        href={listLink(viewer.req.payload.config.routes.admin, {
          collection: slugs.notifications,
          where: [[{ field: 'patient', is: patient.id, operator: 'equals' }]],
        })}
        shown={rows.length}
        texts={texts}
        total={total}
        what={texts('patient:messages:title')}
      />
    </section>
  )
}
