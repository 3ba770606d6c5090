import type { AdminViewServerProps } from 'payload'
import { isRefusal } from '../../../domain/errors.ts'
import { type LogPage, readLog } from '../../../operations/operation/readLog.ts'
import { readLogChoices } from '../../../operations/operation/readLogChoices.ts'
import { adminPath } from '../../shared/adminPath.ts'
import { PAGES } from '../../shared/pages.ts'
import { Screen } from '../../shared/Screen/index.tsx'
import { type Viewer, viewerOf } from '../../shared/viewer.ts'
import { addressOf, type Asked, askedIn } from './asked.ts'
import { Filters } from './Filters/index.tsx'
import { Line } from './Line/index.tsx'
import './audit.css'

/** Undefined where the days are too many, or end before they begin. */
const findPage = async ({ clinic, req }: Viewer, asked: Asked): Promise<LogPage | undefined> => {
  try {
    return await readLog(req, { ...asked, tenant: clinic.id })
  } catch (error) {
    if (isRefusal(error) && error.status === 422) return undefined
    throw error
  }
}

interface LinesProps {
  readonly asked: Asked
  readonly log: LogPage
  readonly viewer: Viewer
}

const Lines = ({ asked, log, viewer }: LinesProps) => {
  const { req, texts } = viewer
  const path = adminPath(req, PAGES.audit.path)
  if (log.lines.length === 0) return <p className="cl-empty">{texts('audit:empty')}</p>
  return (
    <>
      <ul className="cl-list">
        {log.lines.map((line) => (
          <Line key={line.id} line={line} viewer={viewer} />
        ))}
      </ul>
      <nav className="cl-audit__pages">
        {log.page > 1 ? (
          <a className="cl-button" href={addressOf({ ...asked, page: log.page - 1 }, path)}>
            {texts('audit:prev')}
          </a>
        ) : null}
        {log.hasMore ? (
          <a className="cl-button" href={addressOf({ ...asked, page: log.page + 1 }, path)}>
            {texts('audit:next')}
          </a>
        ) : null}
      </nav>
    </>
  )
}

/** Who did and opened what in the clinic; with a patient: who opened this chart. For admins. @rule AUD-6 */
export const AuditLog = async (page: AdminViewServerProps) => {
  const viewer = await viewerOf(page.initPageResult.req, 'audit')
  const { clinic, req, texts } = viewer
  const asked = askedIn(page.searchParams)
  const [log, choices] = await Promise.all([
    findPage(viewer, asked),
    readLogChoices(req, { patient: asked.patient, tenant: clinic.id }),
  ])
  const days = log === undefined ? asked : { ...asked, from: log.from, to: log.to }
  return (
    <Screen
      lead={<p>{texts('audit:lead')}</p>}
      page={page}
      title={asked.patient === undefined ? texts('audit:title') : texts('audit:opened')}
      viewer={viewer}
    >
      <div className="cl-grid">
        {choices.patient === null ? null : (
          <p>
            {texts('audit:patient')}: <strong>{choices.patient.name}</strong>{' '}
            <a href={adminPath(req, PAGES.audit.path)}>{texts('audit:clear')}</a>
          </p>
        )}
        <Filters asked={days} choices={choices} viewer={viewer} />
        {log === undefined ? (
          <p className="cl-trouble" role="alert">
            {texts('audit:tooLong')}
          </p>
        ) : (
          <Lines asked={days} log={log} viewer={viewer} />
        )}
      </div>
    </Screen>
  )
}
