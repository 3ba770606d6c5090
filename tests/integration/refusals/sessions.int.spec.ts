import { describeRefusals } from '../../support/refusals.ts'
import { sessionDocumentCases } from './cases/sessionDocuments.ts'
import { sessionCases } from './cases/sessions.ts'
import { sessionTimeCases } from './cases/sessionTimes.ts'

describeRefusals({
  ...sessionCases,
  'Sessions: fields and rights': sessionDocumentCases,
  'Sessions: times and limits': sessionTimeCases,
})
