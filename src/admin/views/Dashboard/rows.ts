import { UNCOUNTED_STATUSES } from '../../../domain/scheduling/statusMachine.ts'
import { addDays, boundaryOf, daysBetween } from '../../../domain/scheduling/wallClock.ts'
import type { Period } from '../../../domain/operation/periods.ts'
import { slugs } from '../../../slugs.ts'
import { listLink } from '../../shared/listLink.ts'

interface Of {
  readonly adminRoute: string
  readonly period: Period
  readonly timezone: string
}

const instant = (on: string, timezone: string): string =>
  new Date(boundaryOf(on, 0, timezone)).toISOString()

/** As many as the figure says. */
export const sessionRows = ({ adminRoute, period, timezone }: Of): string =>
  listLink(adminRoute, {
    collection: slugs.sessions,
    where: [
      [
        { field: 'startsAt', is: instant(period.fromOn, timezone), operator: 'greater_than_equal' },
        {
          field: 'startsAt',
          is: instant(addDays(period.toOn, 1), timezone),
          operator: 'less_than',
        },
        { field: 'status', is: UNCOUNTED_STATUSES, operator: 'not_in' },
      ],
    ],
  })

const daysOf = ({ fromOn, toOn }: Period): string[] =>
  Array.from({ length: daysBetween(fromOn, toOn) + 1 }, (_, index) => addDays(fromOn, index))

/** A list in an address has at most 20 values. */
const MOST_VALUES = 16

const inParts = (values: readonly string[]): string[][] =>
  Array.from({ length: Math.ceil(values.length / MOST_VALUES) }, (_, part) =>
    values.slice(part * MOST_VALUES, (part + 1) * MOST_VALUES),
  )

/** Together they are the figure, with the minus that income has in the books. */
export const revenueRows = ({ adminRoute, period }: Of): string =>
  listLink(adminRoute, {
    collection: slugs.ledgerEntries,
    where: inParts(daysOf(period)).map((days) => [
      { field: 'account.kind', is: 'revenue', operator: 'equals' },
      { field: 'transfer.effectiveOn', is: days, operator: 'in' },
    ]),
  })

/** Together their dues are the figure. */
export const duesRows = ({ adminRoute }: Pick<Of, 'adminRoute'>): string =>
  listLink(adminRoute, {
    collection: slugs.patients,
    where: [[{ field: 'duesAccount.shownMinor', is: '0', operator: 'greater_than' }]],
  })
