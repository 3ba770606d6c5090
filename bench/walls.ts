import { type Client, connect } from '../tests/proofs/support/servers.ts'
import { bookInParallel } from './bookings.ts'
import { CONNECTIONS, percentile, underLoad } from './measure.ts'
import type { Figures } from './rows.ts'
import type { Running, Stage } from './stage.ts'

const DAY_MS = 86_400_000
/** Even, so that each goes first as often as the other. */
const ROUNDS = 20
const SECONDS = 1
const BOOKINGS = 100
/** Behind the slots that the row of bookings takes. */
const FIRST = 1_000

const KINDS = ['list', 'calendar', 'booking'] as const
type Kind = (typeof KINDS)[number]

/** What a server does in a second, of one kind, in one round. */
type Ask = (kind: Kind, round: number) => Promise<number>

const asked = async (
  stage: Stage,
  { client, server }: { client: Client; server: Running },
): Promise<Ask> => {
  const { today, tokenOf } = stage
  const day = (days: number): string =>
    new Date(Date.parse(today) + days * DAY_MS).toISOString().slice(0, 10)
  const [operator, therapist] = await Promise.all([
    tokenOf('operator', { server }),
    tokenOf('therapist0', { server }),
  ])
  const routes = {
    calendar: {
      route: `/api/sessions/calendar?from=${day(-7)}&to=${day(-1)}`,
      token: operator,
    },
    list: { route: '/api/patients?limit=20', token: therapist },
  }
  return async (kind, round) => {
    const warmUp = round === 0 ? 2 : 0
    if (kind !== 'booking') {
      const { port } = server
      return (await underLoad({ ...routes[kind], port, seconds: SECONDS, warmUp })).perSecond
    }
    const of = { count: BOOKINGS, first: FIRST + round * BOOKINGS * 2, token: operator }
    const warmUps = round === 0 ? BOOKINGS : 0
    return (await bookInParallel(stage, { ...of, client, warmUps })).perSecond
  }
}

const median = (values: readonly number[]): number =>
  (percentile(values, 0.5) + percentile(values, 0.5 + 1 / values.length)) / 2

/** The same of both, one right after the other, first the one and then the other ahead. */
const compare = async (
  kind: Kind,
  { off, on }: { off: Ask; on: Ask },
): Promise<{ bare: number[]; cost: number[]; walled: number[] }> => {
  const found = { bare: [] as number[], cost: [] as number[], walled: [] as number[] }
  for (let round = 0; round < ROUNDS; round += 1) {
    const isOnFirst = round % 2 === 0
    const before = isOnFirst ? await on(kind, round) : 0
    const bare = await off(kind, round)
    const walled = isOnFirst ? before : await on(kind, round)
    found.bare.push(bare)
    found.walled.push(walled)
    found.cost.push((1 - walled / bare) * 100)
  }
  return found
}

/**
 * What row-level security and the audit log cost together: the product beside one that records nothing,
 * on a copy of the data without policies. Machines swing, so both are asked in turn, and the median of
 * the rounds is told.
 */
export const walls = async (stage: Stage): Promise<Figures> => {
  const bare = await stage.unrecorded()
  const client = connect({ ...bare, stop: () => Promise.resolve() }, CONNECTIONS)
  try {
    const on = await asked(stage, { client: stage.client, server: stage.ours })
    const off = await asked(stage, { client, server: bare })
    const figures: [string, number][] = []
    for (const kind of KINDS) {
      const found = await compare(kind, { off, on })
      figures.push(
        [`${kind}PerSecond`, median(found.walled)],
        [`${kind}BarePerSecond`, median(found.bare)],
        [`${kind}CostPercent`, median(found.cost)],
      )
    }
    return Object.fromEntries(figures)
  } finally {
    client.close()
  }
}
