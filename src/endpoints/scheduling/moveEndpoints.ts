import type { Endpoint, PayloadRequest } from 'payload'
import * as z from 'zod'
import { COMPLETION_STATUSES } from '../../domain/scheduling/attendance.ts'
import { MODES } from '../../domain/scheduling/windows.ts'
import { readCharge } from '../../operations/money/readCharge.ts'
import { cancelSession } from '../../operations/scheduling/cancelSession.ts'
import type { MoveResult } from '../../operations/scheduling/moveSession.ts'
import { rescheduleSession } from '../../operations/scheduling/rescheduleSession.ts'
import {
  checkInSession,
  completeSession,
  confirmSession,
  correctSession,
  markNoShow,
  startSession,
} from '../../operations/scheduling/sessionMoves.ts'
import { writeSessionNotes } from '../../operations/scheduling/writeSessionNotes.ts'
import { slugs } from '../../slugs.ts'
import { rowAction } from '../common/idempotentEndpoint.ts'
import { uuid } from '../common/parse.ts'

type Move = (req: PayloadRequest, id: string, input: never) => Promise<MoveResult>

/** `POST /api/sessions/:id/{name}` → 200 `{ session, charge }`. */
const moveEndpoint = (name: string, body: z.ZodType, move: Move): Endpoint =>
  rowAction({
    act: async (req, { id, input }) => {
      const { session } = await move(req, id, input as never)
      return { body: { charge: await readCharge(req, session.id), session }, status: 200 }
    },
    body,
    collection: slugs.sessions,
    name,
  })

const nothing = z.strictObject({})

const cancelBody = z.strictObject({
  reason: z.string().max(500).optional(),
  reasonCode: z.string(),
  side: z.enum(['clinic', 'patient']).optional(),
  waiveFee: z.boolean().optional(),
})

const completeBody = z.strictObject({
  attendance: z.enum(COMPLETION_STATUSES).optional(),
  notes: z.string().max(10_000).optional(),
})

const correctBody = z.strictObject({
  reason: z.string().max(500).optional(),
  to: z.enum(['checked-in', 'completed', 'no-show']),
})

const rescheduleBody = z.strictObject({
  coTherapist: uuid.nullable().optional(),
  durationMinutes: z.number().optional(),
  location: uuid.optional(),
  mode: z.enum(MODES).optional(),
  overbookReason: z.string().max(500).optional(),
  reason: z.string().max(500).optional(),
  room: uuid.nullable().optional(),
  startsAt: z.string().optional(),
  therapist: uuid.optional(),
})

const notesBody = z.strictObject({
  notes: z.string().max(10_000),
  replaces: z.string().max(10_000).optional(),
})

export const moveEndpoints: Endpoint[] = [
  moveEndpoint('cancel', cancelBody, cancelSession),
  moveEndpoint('check-in', nothing, checkInSession),
  moveEndpoint('complete', completeBody, completeSession),
  moveEndpoint('confirm', nothing, confirmSession),
  moveEndpoint('correct', correctBody, correctSession),
  moveEndpoint('no-show', nothing, markNoShow),
  moveEndpoint('notes', notesBody, async (req, id, input) => ({
    isRepeat: false,
    session: await writeSessionNotes(req, id, input),
  })),
  moveEndpoint('start', nothing, startSession),
  moveEndpoint('reschedule', rescheduleBody, async (req, id, input) => ({
    isRepeat: false,
    session: await rescheduleSession(req, id, input),
  })),
]
