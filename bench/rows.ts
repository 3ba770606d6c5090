import { readFileSync } from 'node:fs'
import autocannon from 'autocannon'
import { bookingOf } from '../tests/support/clinic.ts'
import { weekdays } from '../tests/proofs/support/clinic.ts'
import { inParallel } from '../tests/proofs/support/parallel.ts'
import { CONNECTIONS, type Stage } from './stage.ts'

export type Figures = Readonly<Record<string, number>>
export type Row = (stage: Stage) => Promise<Figures>

const SECONDS = 5
const BOOKINGS = 300
const STARTS = ['09:00', '09:45', '10:30', '11:15', '12:00', '12:45', '13:30', '14:15', '15:00']

/** Asks the same for some seconds, after a second that does not count. */
const load = async (port: number, { route, token }: { route: string; token: string }) => {
  const options = {
    connections: CONNECTIONS,
    headers: { authorization: `JWT ${token}` },
    url: `http://127.0.0.1:${port}${route}`,
  }
  await autocannon({ ...options, duration: 1 })
  const result = await autocannon({ ...options, duration: SECONDS })
  if (result.non2xx + result.errors > 0) throw new Error(`${route} was not answered with 2xx`)
  return { p97_5Ms: result.latency.p97_5, perSecond: result.requests.average }
}

const listPatients: Row = async ({ raw, server, token }) => {
  const yardstick = await load(raw.port, { route: '/', token })
  const ours = await load(server.port, { route: '/api/patients?limit=20', token })
  return {
    ...ours,
    rawPerSecond: yardstick.perSecond,
    shareOfRaw: ours.perSecond / yardstick.perSecond,
  }
}

const freeSlots: Row = async ({ clinic, server, token }) => {
  const days = [2, 31].map((ahead) => new Date(Date.now() + ahead * 86_400_000))
  const [from, to] = days.map((at) => at.toISOString().slice(0, 10))
  const ids = `therapist=${clinic.therapist.id}&therapyType=${clinic.type}`
  return load(server.port, {
    route: `/api/availability/slots?from=${from ?? ''}&to=${to ?? ''}&${ids}`,
    token,
  })
}

const percentile = (values: readonly number[], share: number): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length * share)] ?? 0

/** Each on a slot of its own, with its price, claims, charge and messages. */
const bookSessions: Row = async ({ client, clinic, patients, token }) => {
  const days = weekdays(40)
  const slots = Array.from({ length: Math.ceil(BOOKINGS / STARTS.length) }, () => {
    const on = days.next().value as string
    return STARTS.map((time) => `${on}T${time}`)
  })
  const bookings = slots.flat().slice(0, BOOKINGS)
  const startedAt = performance.now()
  const times = await inParallel(bookings, CONNECTIONS, async (startsAt, index) => {
    const sentAt = performance.now()
    const patient = patients[index % patients.length]
    const { status } = await client.send('POST', '/sessions/book', {
      body: bookingOf(clinic, { patient, startsAt }),
      token,
    })
    if (status !== 201) throw new Error(`a booking was answered with ${status}`)
    return performance.now() - sentAt
  })
  return {
    p95Ms: percentile(times, 0.95),
    perSecond: BOOKINGS / ((performance.now() - startedAt) / 1000),
  }
}

const residentMiB = (pid: number): number => {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8')
  return Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1] ?? 0) / 1024
}

/** Until ready, on a migrated database; memory after all the load above. */
const startServer: Row = ({ server, startSeconds }) =>
  Promise.resolve({ residentMiB: residentMiB(server.pid), seconds: startSeconds })

/** In this order; the memory is measured last. */
export const ROWS: Readonly<Record<string, Row>> = {
  listPatients,
  freeSlots,
  bookSessions,
  startServer,
}
