import { readFileSync } from 'node:fs'
import { bookInParallel } from './bookings.ts'
import { therapistId } from './load/clinic.ts'
import { askJson, underLoad } from './measure.ts'
import type { Stage } from './stage.ts'
import { walls } from './walls.ts'

export type Figures = Readonly<Record<string, number>>
/** Undefined: what it would measure does not exist. */
export type Row = (stage: Stage) => Promise<Figures | undefined>

const DAY_MS = 86_400_000
const BOOKINGS = 400
const WARM_UPS = 50
const DASHBOARD = '/api/reports/dashboard'
const SCREENS = 20

const daysAfter = (on: string, days: number): string =>
  new Date(Date.parse(on) + days * DAY_MS).toISOString().slice(0, 10)

/** They answer as much as we do, or are no yardstick. */
const ensureSame = (ours: number, theirs: number, what: string): void => {
  if (ours === 0 || ours !== theirs)
    throw new Error(`${what}: ${ours} rows of ours, ${theirs} theirs`)
}

/** Twenty patients of one therapist: by us, by Payload as it comes, by hand. */
const listPatients: Row = async ({ ours, raw, stock, tokenOf }) => {
  const [stockServer, rawServer] = [await stock(), await raw()]
  const token = await tokenOf('therapist0')
  const list = { port: ours.port, route: '/api/patients?limit=20', token }
  const byStock = {
    port: stockServer.port,
    // Without the related documents, as we answer.
    route: '/api/patients?limit=20&depth=0',
    token: await tokenOf('therapist0', { server: stockServer }),
  }
  const byHand = { port: rawServer.port, route: '/patients', token }
  const rows = await Promise.all([list, byStock, byHand].map(askJson))
  const [first, second, third] = rows.map(({ docs }) => (docs as unknown[]).length)
  ensureSame(first ?? 0, second ?? 0, 'patients of stock')
  ensureSame(first ?? 0, third ?? 0, 'patients by hand')
  const theirs = await underLoad(byStock)
  const limit = await underLoad(byHand)
  const found = await underLoad(list)
  return {
    ...found,
    rawPerSecond: limit.perSecond,
    shareOfRaw: found.perSecond / limit.perSecond,
    stockP95Ms: theirs.p95Ms,
    stockPerSecond: theirs.perSecond,
    timesStock: found.perSecond / theirs.perSecond,
  }
}

/** The week that lies behind, of the whole clinic, for an operator. */
const calendarWeek: Row = async ({ ours, raw, today, tokenOf }) => {
  const rawServer = await raw()
  const token = await tokenOf('operator')
  const [from, to] = [daysAfter(today, -7), daysAfter(today, -1)]
  const week = { port: ours.port, route: `/api/sessions/calendar?from=${from}&to=${to}`, token }
  // Midnight in India.
  const range = [from, today].map((on) => `${daysAfter(on, -1)}T18:30:00Z`)
  const route = `/week?from=${range[0] ?? ''}&to=${range[1] ?? ''}`
  const byHand = { port: rawServer.port, route, token }
  const [mine, theirs] = await Promise.all([askJson(week), askJson(byHand)])
  const sessions = (mine.sessions as unknown[]).length
  ensureSame(sessions, (theirs.sessions as unknown[]).length, 'sessions by hand')
  const limit = await underLoad(byHand)
  const found = await underLoad(week)
  return {
    ...found,
    rawP95Ms: limit.p95Ms,
    rawPerSecond: limit.perSecond,
    sessions,
    shareOfRaw: found.perSecond / limit.perSecond,
  }
}

/** Thirty days of one therapist, asked ten at a time and alone. */
const freeSlots: Row = async ({ clinic, ours, today, tokenOf }) => {
  const token = await tokenOf('operator')
  const of = `therapist=${therapistId(clinic, 0)}&therapyType=${clinic.types[0]?.id ?? ''}`
  const range = `from=${daysAfter(today, 1)}&to=${daysAfter(today, 30)}`
  const search = { port: ours.port, route: `/api/availability/slots?${range}&${of}`, token }
  const { slots } = await askJson(search)
  const alone = await underLoad({ ...search, connections: 1, seconds: 3 })
  const found = await underLoad(search)
  return { ...found, p95AloneMs: alone.p95Ms, slots: (slots as unknown[]).length }
}

/** The figures of one clinic, computed anew and as they are kept; one request at a time. */
const dashboard: Row = async ({ ours, tokenOf }) => {
  const token = await tokenOf('admin')
  const probe = await fetch(`http://127.0.0.1:${ours.port}${DASHBOARD}`, {
    headers: { authorization: `JWT ${token}` },
  })
  if (probe.status === 404) return undefined
  const kept = { connections: 1, port: ours.port, route: DASHBOARD, seconds: 3, token }
  const found = await underLoad({ ...kept, route: `${DASHBOARD}?fresh=true` })
  return { ...found, p95CachedMs: (await underLoad(kept)).p95Ms }
}

/** The front desk books: each session on a slot of its own, over all therapists of one clinic. */
const bookSessions: Row = async (stage) => ({
  ...(await bookInParallel(stage, {
    client: stage.client,
    count: BOOKINGS,
    first: 0,
    token: await stage.tokenOf('operator'),
    warmUps: WARM_UPS,
  })),
})

/** On a migrated database, the admin panel too, until ready. */
const start: Row = ({ ours }) => Promise.resolve({ seconds: ours.startSeconds })

const residentMiB = (pid: number): number => {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8')
  return Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1] ?? Number.NaN) / 1024
}

/** After all the load above and some pages of the admin panel. */
const memory: Row = async ({ ours, tokenOf }) => {
  const cookie = `payload-token=${await tokenOf('operator')}`
  for (let nth = 0; nth < SCREENS; nth += 1) {
    const page = nth % 2 === 0 ? '/admin' : '/admin/collections/patients'
    const response = await fetch(`http://127.0.0.1:${ours.port}${page}`, { headers: { cookie } })
    if (response.status !== 200) throw new Error(`${page} was answered with ${response.status}`)
    await response.text()
  }
  return { residentMiB: residentMiB(ours.pid) }
}

/** In this order; the memory is measured last. */
export const ROWS: Readonly<Record<string, Row>> = {
  listPatients,
  calendarWeek,
  freeSlots,
  dashboard,
  bookSessions,
  walls,
  start,
  memory,
}
