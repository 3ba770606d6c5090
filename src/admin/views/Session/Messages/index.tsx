import type { NotificationStatus } from '../../../../domain/messaging/notificationStates.ts'
import type { SessionPage } from '../../../../operations/scheduling/readSessionPage.ts'
import type { SessionMessage } from '../../../../operations/scheduling/readSessionTrail.ts'
import { formatsOf } from '../../../shared/formats.ts'
import type { Viewer } from '../../../shared/viewer.ts'

interface MessagesProps {
  readonly messages: readonly SessionMessage[]
  readonly page: SessionPage
  readonly viewer: Viewer
}

const TONES: Readonly<Record<NotificationStatus, string>> = {
  cancelled: 'calm',
  dead: 'bad',
  delivered: 'good',
  expired: 'calm',
  failed: 'bad',
  queued: 'accent',
  sending: 'accent',
  sent: 'good',
  skipped: 'calm',
  undelivered: 'bad',
  unknown: 'warn',
}

interface RowProps {
  readonly message: SessionMessage
  readonly timezone: string
  readonly viewer: Viewer
}

const Row = ({ message, timezone, viewer: { clinic, texts } }: RowProps) => {
  const to = [message.contact, message.recipient].filter((part) => part !== null).join(', ')
  const kind = texts(`message:kinds:${message.kind}`)
  return (
    <li className="cl-history__row">
      <p className="cl-message__head">
        <strong>
          {message.hoursBefore === null || message.hoursBefore === 0
            ? kind
            : texts('message:rule', { hours: message.hoursBefore, kind })}
        </strong>
        <span className={`cl-pill cl-pill--${TONES[message.status]}`}>
          {texts(`message:states:${message.status}`)}
        </span>
      </p>
      {message.skipReason === null ? null : <p>{texts(`message:why:${message.skipReason}`)}</p>}
      <p className="cl-muted">
        {texts(`message:channels:${message.channel}`)} · {to === '' ? '' : `${to} · `}
        {formatsOf({ ...clinic, timezone }).dateTime(message.at)}
      </p>
    </li>
  )
}

/** What was, is and will be sent about this session. @rule MSG-1 */
export const Messages = ({ messages, page, viewer }: MessagesProps) => (
  <section aria-labelledby="cl-messages" className="cl-card">
    <div className="cl-card__head">
      <h2 id="cl-messages">{viewer.texts('session:messages:title')}</h2>
    </div>
    {messages.length === 0 ? (
      <p className="cl-muted">{viewer.texts('session:messages:none')}</p>
    ) : (
      <ul className="cl-list cl-history">
        {messages.map((message) => (
          <Row
            key={message.id}
            message={message}
            timezone={page.session.timezone}
            viewer={viewer}
          />
        ))}
      </ul>
    )}
  </section>
)
