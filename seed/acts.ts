import type { PayloadRequest } from 'payload'
import { queryOne } from '../src/db/query.ts'
import { waiveCharge } from '../src/operations/money/forgive.ts'
import { readCharge } from '../src/operations/money/readCharge.ts'
import { recordPayment } from '../src/operations/money/recordPayment.ts'
import { bookSession } from '../src/operations/scheduling/bookSession.ts'
import { cancelSession } from '../src/operations/scheduling/cancelSession.ts'
import { rescheduleSession } from '../src/operations/scheduling/rescheduleSession.ts'
import {
  checkInSession,
  completeSession,
  confirmSession,
  markNoShow,
  startSession,
} from '../src/operations/scheduling/sessionMoves.ts'
import { slugs } from '../src/slugs.ts'
import type { ClinicAtWork } from './clinicAtWork.ts'
import type { Act, DemoEvent, PlannedSession } from './plan/plan.ts'

type Of<Kind extends Act['kind']> = Extract<Act, { kind: Kind }>
type Actor<Kind extends Act['kind']> = (
  clinic: ClinicAtWork,
  req: PayloadRequest,
  act: Of<Kind>,
) => Promise<unknown>

const planned = ({ plan }: ClinicAtWork, index: number): PlannedSession => {
  const session = plan.sessions[index]
  if (session === undefined) throw new Error(`no session ${index} is planned`)
  return session
}

const booked = ({ sessions }: ClinicAtWork, index: number) => {
  const session = sessions.get(index)
  if (session === undefined) throw new Error(`session ${index} is not booked yet`)
  return session
}

const register: Actor<'register'> = async ({ patients, payload, plan, tenant }, req, act) => {
  const family = plan.families[act.family]
  if (family === undefined) return
  const before = plan.families.slice(0, act.family).flatMap((other) => other.patients).length
  const asStaff = { depth: 0, overrideAccess: false, req } as const
  const contacts: string[] = []
  for (const { name, ...contact } of family.contacts) {
    const { id } = await payload.create({
      ...asStaff,
      collection: slugs.contacts,
      data: { ...contact, firstName: name[0], lastName: name[1], tenant },
    })
    contacts.push(id)
  }
  for (const [
    index,
    { animal, bornOn, contacts: links, medicalNotes, name },
  ] of family.patients.entries()) {
    const { id } = await payload.create({
      ...asStaff,
      collection: slugs.patients,
      data: {
        ...(animal === undefined ? {} : { animal }),
        bornOn,
        firstName: name[0],
        guardians: links.map(({ index: at, relationship }) => ({
          contact: contacts[at] ?? '',
          relationship,
        })),
        kind: animal === undefined ? 'person' : 'animal',
        lastName: name[1],
        tenant,
      },
    })
    if (medicalNotes !== undefined) {
      await payload.update({
        collection: slugs.patients,
        data: { medicalNotes },
        id,
        // The desk may not write them; an admin has.
        overrideAccess: true,
        req,
      })
    }
    patients[before + index] = id
  }
}

const book: Actor<'book'> = async (clinic, req, act) => {
  const { isRemote, location, patient, room, therapist, type } = planned(clinic, act.session)
  const place = clinic.places[location]
  const roomId = room === undefined ? undefined : place?.rooms[room]
  const { id } = await bookSession(req, {
    location: place?.id ?? '',
    mode: isRemote ? 'telehealth' : 'in-person',
    patient: clinic.patients[patient] ?? '',
    ...(roomId === undefined ? {} : { room: roomId }),
    startsAt: new Date(act.startMs).toISOString(),
    therapist: clinic.therapists[therapist] ?? '',
    therapyType: clinic.types[type] ?? '',
  })
  const { attendance } = await queryOne<{ attendance: string }>(
    req,
    'select id as attendance from attendances where session_id = $1',
    [id],
  )
  clinic.sessions.set(act.session, { attendance, id })
}

const pay: Actor<'pay'> = async (clinic, req, act) => {
  const { asCredit, method, patient, roundUpToMinor = 100, sessions, share } = act
  const prices = sessions.map((session) => planned(clinic, session).priceMinor)
  const wanted = prices.reduce((sum, price) => sum + price, 0) * share
  await recordPayment(req, {
    amountMinor: Math.ceil(wanted / roundUpToMinor) * roundUpToMinor,
    ...(asCredit === true ? { asCredit } : {}),
    method,
    patient: clinic.patients[patient] ?? '',
  })
}

/** What credit or a payment has settled meanwhile is not forgiven. */
const waive: Actor<'waive'> = async (clinic, req, act) => {
  const { attendance, id } = booked(clinic, act.session)
  const charge = await readCharge(req, id)
  if (charge === null || charge.dueMinor === 0) return
  await waiveCharge(req, { id: attendance, reason: 'The family was ill' })
}

const ACTS: { readonly [Kind in Act['kind']]: Actor<Kind> } = {
  book,
  cancel: (clinic, req, { reasonCode, session }) =>
    cancelSession(req, booked(clinic, session).id, { reasonCode }),
  'check-in': (clinic, req, { session }) => checkInSession(req, booked(clinic, session).id),
  complete: (clinic, req, { attendance, session }) =>
    completeSession(req, booked(clinic, session).id, { attendance }),
  confirm: (clinic, req, { session }) => confirmSession(req, booked(clinic, session).id),
  move: (clinic, req, { session, startMs }) =>
    rescheduleSession(req, booked(clinic, session).id, {
      startsAt: new Date(startMs).toISOString(),
    }),
  'no-show': (clinic, req, { session }) => markNoShow(req, booked(clinic, session).id),
  pay,
  register,
  start: (clinic, req, { session }) => startSession(req, booked(clinic, session).id),
  waive,
}

/** Does what an event says, through the operation that a person's request would run. */
export const perform = async (clinic: ClinicAtWork, { act, by }: DemoEvent): Promise<void> => {
  const req = await clinic.as(by)
  const run = ACTS[act.kind] as Actor<Act['kind']>
  await run(clinic, req, act)
}
