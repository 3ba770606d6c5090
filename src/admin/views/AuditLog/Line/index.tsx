import type { LogLine } from '../../../../operations/operation/readLog.ts'
import { adminPath } from '../../../shared/adminPath.ts'
import type { Viewer } from '../../../shared/viewer.ts'
import { actionWords, resourceWords } from '../words.ts'

const told = (value: unknown): string =>
  value === null ? '–' : typeof value === 'string' ? value : JSON.stringify(value)

const Changes = ({ line: { changes }, viewer }: LineProps) => {
  const entries = Object.entries(changes ?? {})
  if (entries.length === 0) return null
  return (
    <details>
      <summary>
        {viewer.texts('audit:changes')}: {entries.map(([name]) => name).join(', ')}
      </summary>
      <dl className="cl-audit__changes">
        {entries.map(([name, [before, after]]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>
              {told(before)} → {told(after)}
            </dd>
          </div>
        ))}
      </dl>
    </details>
  )
}

interface LineProps {
  readonly line: LogLine
  readonly viewer: Viewer
}

/** One line of the log: when, who, what, whose. */
export const Line = ({ line, viewer }: LineProps) => {
  const { formats, req, texts } = viewer
  const { action, address, at, patientCount, patients, resource, role, user } = line
  const more = patientCount - patients.length
  return (
    <li className="cl-audit__line">
      <p className="cl-audit__when">
        <time dateTime={at}>
          {formats.date(at)}, {formats.time(at)}
        </time>
        {address === null ? null : (
          <span className="cl-muted"> {texts('audit:address', { address })}</span>
        )}
      </p>
      <p>
        <strong>{user?.name ?? texts('audit:system')}</strong>
        {role === null ? null : <span className="cl-muted"> ({role})</span>}
        {' · '}
        {actionWords(viewer, action)}
        {' · '}
        {resourceWords(viewer, resource)}
      </p>
      {patients.length === 0 ? null : (
        <p className="cl-audit__patients">
          {patients.map(({ id, name }) => (
            <a href={adminPath(req, `/patients/${id}`)} key={id}>
              {name}
            </a>
          ))}
          {more > 0 ? (
            <span className="cl-muted">{texts('audit:more', { count: more })}</span>
          ) : null}
        </p>
      )}
      <Changes line={line} viewer={viewer} />
    </li>
  )
}
