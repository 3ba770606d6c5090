import { notFound } from 'next/navigation.js'
import type { AdminViewServerProps, PayloadRequest } from 'payload'
import { isRefusal } from '../../../domain/errors.ts'
import {
  readSessionPage,
  type SessionPage,
} from '../../../operations/scheduling/readSessionPage.ts'
import { adminPath } from '../../shared/adminPath.ts'
import { formatsOf } from '../../shared/formats.ts'
import { NotesEditor } from '../../components/NotesEditor/index.client.tsx'
import { Screen } from '../../shared/Screen/index.tsx'
import { SessionActions } from '../../components/SessionActions/index.client.tsx'
import { StatusPill } from '../../components/StatusPill/index.tsx'
import { ensureSignedIn, findViewer, type Viewer } from '../../shared/viewer.ts'
import { slugs } from '../../../slugs.ts'
import { Facts } from './Facts/index.tsx'
import { History } from './History/index.tsx'
import { Messages } from './Messages/index.tsx'
import { Money } from './Money/index.tsx'
import { Reschedule } from './Reschedule/index.client.tsx'
import './session.css'

/** The session of the path; one that is not for the viewer answers as one that does not exist. */
const readPage = async (req: PayloadRequest, id: unknown): Promise<SessionPage> => {
  if (typeof id !== 'string') notFound()
  try {
    return await readSessionPage(req, id)
  } catch (error) {
    if (isRefusal(error) && error.status === 404) notFound()
    throw error
  }
}

interface PartProps {
  readonly page: SessionPage
  readonly viewer: Viewer
}

/** What cancelling would mean now, in a sentence. @rule SES-18 */
const cancelTermsOf = ({ page, viewer }: PartProps) => {
  const { canWaiveFee, lateCancellation, session } = page
  const { feeMinor, freeUntil, isLate } = lateCancellation
  const formats = formatsOf({ ...viewer.clinic, timezone: session.timezone })
  const { texts } = viewer
  const words = !isLate
    ? texts('session:cancel:free', { time: formats.dateTime(freeUntil) })
    : feeMinor === null
      ? texts('session:cancel:late')
      : texts('session:cancel:fee', { fee: formats.money(feeMinor) })
  return { canWaiveFee: canWaiveFee && isLate, words }
}

const describe = ({ page: { session }, viewer }: PartProps): string =>
  `${session.patient.name}, ${formatsOf({ ...viewer.clinic, timezone: session.timezone }).dateTime(session.startsAt)}`

const Actions = ({ page, viewer }: PartProps) => {
  const { offered, session } = page
  return (
    <div className="cl-session-page__actions">
      <SessionActions
        actions={offered.actions}
        cancelTerms={cancelTermsOf({ page, viewer })}
        session={{
          describes: describe({ page, viewer }),
          id: session.id,
          patientName: session.patient.name,
        }}
      >
        {offered.actions.includes('reschedule') ? (
          <Reschedule
            session={{
              durationMinutes: session.durationMinutes,
              id: session.id,
              location: session.location.id,
              mode: session.mode,
              patientName: session.patient.name,
              startsAt: session.startsAt,
              therapist: session.therapist,
              therapistName: session.therapistName,
              therapyType: session.type.id,
              timezone: session.timezone,
            }}
            today={page.today}
          />
        ) : null}
      </SessionActions>
    </div>
  )
}

/** Why there is nothing to read, and from when on one may write. */
const noNotes = ({ page: { offered, session }, viewer: { clinic, texts } }: PartProps): string =>
  offered.canWriteNotesLater
    ? texts('session:notes:later', {
        time: formatsOf({ ...clinic, timezone: session.timezone }).dateTime(session.startsAt),
      })
    : texts('session:notes:empty')

const Notes = ({ page, viewer }: PartProps) => {
  const { offered, session } = page
  const { texts } = viewer
  return (
    <section aria-labelledby="cl-notes" className="cl-card">
      <div className="cl-card__head">
        <h2 id="cl-notes">{texts('session:notes:title')}</h2>
      </div>
      {offered.canWriteNotes ? (
        <NotesEditor
          describes={describe({ page, viewer })}
          id={session.id}
          kind="sessions.notes"
          notes={session.notes}
        />
      ) : (
        <p className={session.notes === '' ? 'cl-muted' : 'cl-session__text'}>
          {session.notes === '' ? noNotes({ page, viewer }) : session.notes}
        </p>
      )}
    </section>
  )
}

const Links = ({ page, viewer: { req, texts } }: PartProps) => (
  <>
    <a className="cl-button" href={adminPath(req, `/patients/${page.session.patient.id}`)}>
      {texts('session:patientPage')}
    </a>
    <a
      className="cl-button"
      href={adminPath(req, `/collections/${slugs.sessions}/${page.session.id}`)}
    >
      {texts(page.canEdit ? 'session:actions:edit' : 'session:actions:allFields')}
    </a>
  </>
)

/** Everything about one session, for whoever may read it. @rule SES-11 PRC-6 TEN-4 */
export const SessionScreen = async (props: AdminViewServerProps) => {
  const { req } = props.initPageResult
  ensureSignedIn(req)
  const page = await readPage(req, (props.params?.segments as string[] | undefined)?.at(-1))
  const { session } = page
  const viewer = await findViewer(req, session.tenant)
  if (viewer === undefined) notFound()
  const part = { page, viewer }
  const { texts } = viewer
  return (
    <Screen
      actions={<Links {...part} />}
      lead={
        <>
          {describe(part)} <StatusPill status={session.status} texts={texts} />
        </>
      }
      page={props}
      title={texts('session:titleOf', { number: session.number ?? '' })}
      under={{
        label: viewer.clinic.words.Sessions ?? '',
        path: `/collections/${slugs.sessions}`,
      }}
      viewer={viewer}
    >
      {page.offered.actions.length === 0 ? null : <Actions {...part} />}
      <div className="cl-grid cl-columns cl-session-page">
        <div className="cl-grid">
          <Facts {...part} />
          <Notes {...part} />
          <History {...part} />
        </div>
        <div className="cl-grid">
          {page.isAmountVisible ? <Money {...part} /> : null}
          {page.messages === null ? null : (
            <Messages messages={page.messages} page={page} viewer={viewer} />
          )}
        </div>
      </div>
    </Screen>
  )
}
