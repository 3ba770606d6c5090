import { connect } from '../tests/proofs/support/servers.ts'
import { bookInParallel } from './bookings.ts'
import { CONNECTIONS, underLoad } from './measure.ts'
import type { Figures } from './rows.ts'
import type { Running, Stage } from './stage.ts'

const DAY_MS = 86_400_000
const ROUNDS = 2
const BOOKINGS = 200
/** Behind the slots that the row of bookings takes. */
const FIRST = 1_000

const walled = (isUp: boolean): string => `
  do $walls$
  declare
    v_table regclass;
  begin
    for v_table in select polrelid from pg_policy where polname = 'tenant_wall' loop
      execute format('alter table %s ${isUp ? 'enable' : 'disable'} row level security', v_table);
    end loop;
  end
  $walls$`

type Kind = 'booking' | 'calendar' | 'list'

/** What one server does in a second, of each kind. */
const measureOn = async (
  stage: Stage,
  server: Running,
  first: number,
): Promise<Record<Kind, number>> => {
  const { today, tokenOf } = stage
  const day = (days: number): string =>
    new Date(Date.parse(today) + days * DAY_MS).toISOString().slice(0, 10)
  const week = `/api/sessions/calendar?from=${day(-7)}&to=${day(-1)}`
  const ask = async (route: string, who: 'operator' | 'therapist0'): Promise<number> => {
    const token = await tokenOf(who)
    return (await underLoad({ port: server.port, route, seconds: 4, token })).perSecond
  }
  const client = connect({ ...server, stop: () => Promise.resolve() }, CONNECTIONS)
  try {
    return {
      list: await ask('/api/patients?limit=20', 'therapist0'),
      calendar: await ask(week, 'operator'),
      booking: (await bookInParallel(stage, { client, count: BOOKINGS, first })).perSecond,
    }
  } finally {
    client.close()
  }
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0)

/**
 * What row-level security and the audit log cost together: the same with both, and by a server that
 * records nothing on tables without policies; in turn, so that both meet the same machine.
 */
export const walls = async (stage: Stage): Promise<Figures> => {
  const bare = await stage.unrecorded()
  const found = { off: [] as Record<Kind, number>[], on: [] as Record<Kind, number>[] }
  for (let round = 0; round < ROUNDS; round += 1) {
    const first = FIRST + round * 1_000
    found.on.push(await measureOn(stage, stage.ours, first))
    await stage.sql(walled(false))
    found.off.push(await measureOn(stage, bare, first + 500))
    await stage.sql(walled(true))
  }
  const perSecond = (kind: Kind, how: 'off' | 'on'): number =>
    sum(found[how].map((figures) => figures[kind])) / ROUNDS
  return Object.fromEntries(
    (['list', 'calendar', 'booking'] as const).flatMap((kind) => {
      const [on, off] = [perSecond(kind, 'on'), perSecond(kind, 'off')]
      return [
        [`${kind}PerSecond`, on],
        [`${kind}BarePerSecond`, off],
        [`${kind}CostPercent`, (1 - on / off) * 100],
      ]
    }),
  )
}
