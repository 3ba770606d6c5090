import { slugs } from '../../../../src/slugs.ts'
import { bookingOf } from '../../../support/clinic.ts'
import type { Stage } from '../../../support/refusals.ts'
import { bookAs } from '../arrange.ts'

/** An instant from the wall clock of the clinic in Kolkata. */
export const at = (wallTime: string): string => new Date(`${wallTime}:00+05:30`).toISOString()

export const UNKNOWN_ID = '01980000-0000-7000-8000-000000000000'

type Change = (stage: Stage, arranged: string) => object

/** A session that nothing stands against but the change: the other patient, the other therapist, Friday. */
export const newSession =
  (change: Change = () => ({})) =>
  (stage: Stage, arranged: string) =>
    ({
      collection: slugs.sessions,
      data: bookingOf(stage.clinic, {
        patient: stage.clinic.patient2,
        startsAt: at('2026-06-05T12:00'),
        therapist: stage.clinic.therapist2.id,
        ...change(stage, arranged),
      }),
      operation: 'create',
    }) as const

export const startsAt = (wallTime: string) => newSession(() => ({ startsAt: at(wallTime) }))

/** Tuesday 10:00 with the first therapist and the first patient, in the room; booked once. */
const taken = new WeakMap<object, Promise<string>>()
export const takenSession = ({ app, clinic }: Stage): Promise<string> => {
  const booking = bookingOf(clinic, { room: clinic.room, startsAt: at('2026-06-02T10:00') })
  const known = taken.get(app) ?? bookAs(app, clinic.admin, booking)
  taken.set(app, known)
  return known
}
