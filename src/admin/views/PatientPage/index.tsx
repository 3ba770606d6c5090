import { notFound } from 'next/navigation.js'
import type { AdminViewServerProps } from 'payload'
import { PAYMENT_METHODS } from '../../../domain/money/postings.ts'
import { readPatientPage } from '../../../operations/people/readPatientPage.ts'
import { slugs } from '../../../slugs.ts'
import { optionChoices } from '../../shared/optionText.ts'
import { Screen } from '../../shared/Screen/index.tsx'
import { ensureSignedIn, findViewer } from '../../shared/viewer.ts'
import { Actions } from './Actions/index.tsx'
import { Family } from './Family/index.tsx'
import { Head } from './Head/index.tsx'
import { MedicalNotes } from './MedicalNotes/index.tsx'
import { Messages } from './Messages/index.tsx'
import { Money } from './Money/index.tsx'
import { RecordPayment } from './RecordPayment/index.client.tsx'
import { Sessions } from './Sessions/index.tsx'
import './patientPage.css'

const MAX_PAGE = 10_000

/** `?page=3`; anything else is the first. */
const pageOf = (searchParams: AdminViewServerProps['searchParams']): number => {
  const page = Number(searchParams?.page)
  return Number.isInteger(page) && page >= 1 && page <= MAX_PAGE ? page : 1
}

const idOfPath = ({ params }: AdminViewServerProps): string =>
  (params?.segments as string[] | undefined)?.[1] ?? ''

/** Everything about one patient, each part by the reader's rights. @rule PAT-8 */
export const PatientPage = async (props: AdminViewServerProps) => {
  const { req } = props.initPageResult
  ensureSignedIn(req)
  const page = pageOf(props.searchParams)
  const found = await readPatientPage(req, { id: idOfPath(props), page })
  const viewer = found === undefined ? undefined : await findViewer(req, found.tenant)
  if (found === undefined || viewer === undefined) notFound()
  const { patient } = found
  const part = { page: found, viewer }
  return (
    <Screen
      actions={<Actions {...part} />}
      lead={<Head {...part} />}
      page={props}
      title={patient.fullName ?? ''}
      under={{ label: viewer.clinic.words.Patients ?? '', path: `/collections/${slugs.patients}` }}
      viewer={viewer}
    >
      <div className="cl-grid cl-columns cl-patient">
        <div className="cl-grid">
          <Sessions {...part} pageNumber={page} />
          <Money {...part} isWhole={props.searchParams?.statement === 'all'} />
        </div>
        <div className="cl-grid">
          <MedicalNotes {...part} />
          <Family {...part} />
          {found.canRecordPayments ? (
            <RecordPayment
              contacts={found.family.contacts}
              methods={optionChoices(viewer, PAYMENT_METHODS)}
              patient={patient.id}
            />
          ) : null}
          <Messages {...part} />
        </div>
      </div>
    </Screen>
  )
}
