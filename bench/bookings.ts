import { weekdays } from '../tests/proofs/support/clinic.ts'
import { inParallel } from '../tests/proofs/support/parallel.ts'
import type { Client } from '../tests/proofs/support/servers.ts'
import { locationId, therapistId } from './load/clinic.ts'
import { patientId } from './load/people.ts'
import { CONNECTIONS, type Measured, summary } from './measure.ts'
import type { Stage } from './stage.ts'

const STARTS = ['09:00', '09:45', '10:30', '11:15', '12:00', '12:45', '13:30', '14:15', '15:00']

/** Books, ten at a time; the slots from `first` on are free. Takes `warmUps` more of them than it counts. */
export const bookInParallel = async (
  { clinic, set }: Stage,
  of: {
    readonly client: Client
    readonly count: number
    readonly first: number
    readonly token: string
    readonly warmUps: number
  },
): Promise<Measured> => {
  const weekday = weekdays(set.daysAhead + 7)
  const days = Array.from({ length: 60 }, () => weekday.next().value as string)
  const book = async (nth: number): Promise<number> => {
    const slot = Math.floor(nth / set.therapists)
    const day = days[Math.floor(slot / STARTS.length)] ?? ''
    const sentAt = performance.now()
    const { body, status } = await of.client.send('POST', '/sessions/book', {
      body: {
        location: locationId(clinic),
        patient: patientId(clinic, nth % set.patients),
        startsAt: `${day}T${STARTS[slot % STARTS.length] ?? ''}`,
        therapist: therapistId(clinic, nth % set.therapists),
        therapyType: clinic.types[0]?.id,
      },
      token: of.token,
    })
    if (status !== 201) throw new Error(`a booking: ${status} ${JSON.stringify(body)}`)
    return performance.now() - sentAt
  }
  const numbers = Array.from({ length: of.warmUps + of.count }, (_, nth) => of.first + nth)
  await inParallel(numbers.slice(0, of.warmUps), CONNECTIONS, book)
  const startedAt = performance.now()
  const times = await inParallel(numbers.slice(of.warmUps), CONNECTIONS, book)
  return summary(times, (performance.now() - startedAt) / 1000)
}
