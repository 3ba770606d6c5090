import type { Request, Response } from 'express'
import type { Payload } from 'payload'
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client'
import { asSystem } from '../../db/scope.ts'
import type { Adapter } from '../../db/types.ts'

export interface Metrics {
  readonly handle: (req: Request, res: Response) => Promise<void>
  readonly observe: (of: { method: string; ms: number; route: string; status: number }) => void
}

const LOOPBACK = new Set(['127.0.0.1', '::1', '::ffff:127.0.0.1'])

/** Figures read from the database when somebody asks for them. */
const SQL_GAUGES = [
  {
    help: 'Messages that are due and not sent',
    name: 'caseload_outbox_due',
    sql: `select count(*) as value from notifications where status = 'queued' and planned_at <= now()`,
  },
  {
    help: 'Age of the oldest due message in seconds',
    name: 'caseload_outbox_oldest_seconds',
    sql: `select extract(epoch from now() - min(planned_at)) as value from notifications
           where status = 'queued' and planned_at <= now()`,
  },
  {
    help: 'Rows of fin.violations; anything above 0 is wrong',
    name: 'caseload_ledger_violations',
    sql: 'select count(*) as value from fin.violations',
  },
] as const

const addGauges = (registry: Registry, payload: Payload): void => {
  const adapter = payload.db as unknown as Adapter
  const gauge = (name: string, help: string, read: () => Promise<number> | number): void => {
    new Gauge({
      async collect() {
        this.set(await read())
      },
      help,
      name,
      registers: [registry],
    })
  }
  gauge('caseload_pool_connections', 'Connections of the pool', () => adapter.pool.totalCount)
  gauge('caseload_pool_waiting', 'Waiting for a connection', () => adapter.pool.waitingCount)
  for (const { help, name, sql } of SQL_GAUGES) {
    gauge(name, help, async () => {
      const { rows } = await asSystem('check-guards', () =>
        adapter.pool.query<{ value: number | string | null }>(sql),
      )
      return Number(rows[0]?.value ?? 0)
    })
  }
}

/** Rate, errors and duration per route; pool; outbox; ledger. On loopback, or with the token. */
export const createMetrics = (payload: Payload, token: string | undefined): Metrics => {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  addGauges(registry, payload)
  const requests = new Counter({
    help: 'Requests answered',
    labelNames: ['method', 'route', 'status'],
    name: 'caseload_http_requests_total',
    registers: [registry],
  })
  const seconds = new Histogram({
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.2, 0.5, 1, 3],
    help: 'Time to answer',
    labelNames: ['method', 'route'],
    name: 'caseload_http_request_seconds',
    registers: [registry],
  })
  return {
    async handle(req, res) {
      const isTold = token !== undefined && req.get('authorization') === `Bearer ${token}`
      // Behind a proxy on this machine everybody comes from loopback: the proxy says from where.
      if (!isTold && !LOOPBACK.has(req.ip ?? '')) {
        res.status(404).end()
        return
      }
      res.setHeader('content-type', registry.contentType)
      res.end(await registry.metrics())
    },
    observe({ method, ms, route, status }) {
      requests.inc({ method, route, status: String(status) })
      seconds.observe({ method, route }, ms / 1_000)
    },
  }
}
