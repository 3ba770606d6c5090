import type { PayloadRequest } from 'payload'
import { may } from '../../access/permissions.ts'
import { typeDayLimit, typeInactive } from '../../domain/catalog/errors.ts'
import { notFound, type Refusal, validationError } from '../../domain/errors.ts'
import { patientDeceased, patientInactive } from '../../domain/people/errors.ts'
import {
  inPast,
  locationInactive,
  outsideAvailability,
  overbookNotAllowed,
  patientBusy,
  roomElsewhere,
  roomTaken,
  slotTaken,
  therapistInactive,
  typeNotOffered,
  windowFull,
} from '../../domain/scheduling/errors.ts'
import { DAY_MS } from '../../domain/scheduling/intervals.ts'
import { dayInterval, wallTimeAt } from '../../domain/scheduling/wallClock.ts'
import type { OpenWindow } from '../../domain/scheduling/windows.ts'
import { nowMs } from '../common/services.ts'
import type { TenantContext } from '../common/tenantContext.ts'
import type { BookingFacts } from './bookingFacts.ts'
import { wantedClaims, type Wish } from './bookingWish.ts'
import { type Conflict, findConflicts } from './claims.ts'
import { freeAlternatives } from './freeAlternatives.ts'
import { startsOfTherapist, startsOfType } from './limits.ts'

/** A wish with everything it is judged by. */
export interface Judge {
  readonly context: TenantContext
  readonly facts: BookingFacts
  readonly req: PayloadRequest
  readonly window: OpenWindow | 'outside' | 'type-not-offered'
  readonly wish: Wish
}

export type Check = (judge: Judge) => Promise<Refusal | undefined> | Refusal | undefined

const checkPatient: Check = ({ facts: { patient } }) => {
  if (patient === null) return notFound({ field: 'patient' })
  if (patient.deceased) return patientDeceased({})
  return patient.active ? undefined : patientInactive({})
}

const checkTherapists: Check = ({ facts, wish }) => {
  if (facts.therapist === null) return notFound({ field: 'therapist' })
  const hasCoTherapist = typeof wish.coTherapist === 'string'
  if (hasCoTherapist && wish.coTherapist === wish.therapist) {
    return validationError({ faults: [{ code: 'same_person', field: 'coTherapist' }] })
  }
  if (hasCoTherapist && facts.coTherapist === null) return notFound({ field: 'coTherapist' })
  const all = hasCoTherapist ? [facts.therapist, facts.coTherapist] : [facts.therapist]
  return all.every((therapist) => therapist?.active === true) ? undefined : therapistInactive({})
}

const checkType: Check = ({ facts: { type } }) => {
  if (type === null) return notFound({ field: 'therapyType' })
  return type.active ? undefined : typeInactive({})
}

const checkPlace: Check = ({ facts, wish }) => {
  if (facts.location === null) return notFound({ field: 'location' })
  if (!facts.location.active) return locationInactive({ field: 'location' })
  if (typeof wish.room !== 'string') return undefined
  if (facts.room === null) return notFound({ field: 'room' })
  if (facts.room.location !== wish.location) return roomElsewhere({})
  return facts.room.active ? undefined : locationInactive({ field: 'room' })
}

const checkPast: Check = ({ context, req, wish }) => {
  const earliestMs = nowMs(req) - context.settings.scheduling.pastEntryDays * DAY_MS
  return wish.startMs < earliestMs
    ? inPast({ earliestAt: new Date(earliestMs).toISOString() })
    : undefined
}

const mayOverbook = (judge: Judge): boolean =>
  // Without a user this is the system or a script: trusted as SQL is.
  judge.req.user === null || may(judge.req, 'sessions.overbook', judge.wish.tenant)

const checkAvailability: Check = async (judge) => {
  if (judge.window === 'type-not-offered') return typeNotOffered({})
  if (judge.window !== 'outside') return undefined
  if (judge.wish.overbookReason === null) {
    return outsideAvailability({ free: await freeAlternatives(judge.req, judge) })
  }
  return mayOverbook(judge) ? undefined : overbookNotAllowed({})
}

const checkWindowLimit: Check = async ({ req, window, wish }) => {
  if (typeof window === 'string' || window.row.maxSessions === null) return undefined
  const starts = await startsOfTherapist(req, {
    endMs: window.endMs,
    except: wish.session,
    startMs: window.startMs,
    tenant: wish.tenant,
    therapist: wish.therapist,
  })
  return starts.length < window.row.maxSessions
    ? undefined
    : windowFull({ limit: window.row.maxSessions, on: window.on })
}

export const typeLimitOf = ({ facts, wish }: Judge) => {
  if (facts.type?.maxPerDay == null || facts.location === null) return undefined
  const { on } = wallTimeAt(wish.startMs, facts.location.timezone)
  return {
    ...wish,
    ...dayInterval(on, facts.location.timezone),
    except: wish.session,
    limit: facts.type.maxPerDay,
    on,
    scope: facts.type.maxPerDayScope,
  }
}

const checkTypeLimit: Check = async (judge) => {
  const of = typeLimitOf(judge)
  if (of === undefined) return undefined
  const starts = await startsOfType(judge.req, of)
  return starts.length < of.limit ? undefined : typeDayLimit({ limit: of.limit, on: of.on })
}

const refusalOfConflict = async (judge: Judge, conflict: Conflict): Promise<Refusal> => {
  const busy = {
    endsAt: new Date(conflict.endMs).toISOString(),
    startsAt: new Date(conflict.startMs).toISOString(),
  }
  const facts = { busy, free: await freeAlternatives(judge.req, judge) }
  return { patient: patientBusy, room: roomTaken, therapist: slotTaken }[conflict.kind](facts)
}

const checkClaims: Check = async (judge) => {
  const [conflict] = await findConflicts(judge.req, {
    except: judge.wish.session,
    tenant: judge.wish.tenant,
    wanted: wantedClaims(judge.wish),
  })
  return conflict === undefined ? undefined : refusalOfConflict(judge, conflict)
}

/** The checks that need no lock, in the order of SES-2; the role was asked by access before. */
export const BEFORE_LOCK: readonly Check[] = [
  checkPatient,
  checkTherapists,
  checkType,
  checkPlace,
  checkPast,
  checkAvailability,
]
/** Counted and compared under the lock. */
export const UNDER_LOCK: readonly Check[] = [checkWindowLimit, checkTypeLimit, checkClaims]
