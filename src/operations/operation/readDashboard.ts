import type { PayloadRequest } from 'payload'
import { grantIn } from '../../access/permissions.ts'
import { rightsOf } from '../../access/rights.ts'
import { tenantForWrite } from '../../access/tenantForWrite.ts'
import { forbidden, validationError } from '../../domain/errors.ts'
import {
  compareMonths,
  type Comparison,
  type Figure,
  hasBegun,
  UTILISATION_TARGET,
} from '../../domain/operation/periods.ts'
import { isDate, wallTimeAt } from '../../domain/scheduling/wallClock.ts'
import { tenantMismatch } from '../../domain/tenancy/errors.ts'
import { nowMs } from '../common/services.ts'
import { slugs } from '../../slugs.ts'
import { tenantContext } from '../common/tenantContext.ts'
import {
  computeUtilisation,
  countSessions,
  type Revenue,
  type Scope,
  sumDues,
  sumRevenue,
  type Utilisation,
} from './dashboardFigures.ts'
import { keepShortly } from './keepShortly.ts'
import { type LatestSession, readLatestSessions } from './latestSessions.ts'
import { recordEvent } from './recordEvent.ts'

export interface DashboardQuery {
  /** Reads anew what was read within the last five minutes. */
  readonly isFresh?: boolean | undefined
  /** `YYYY-MM`; without it the present one. */
  readonly month?: string | undefined
  readonly tenant?: string | undefined
}

/** Needs `reports.operational`. */
export interface OperationalFigures {
  readonly latest: readonly LatestSession[]
  readonly sessions: Figure
  readonly utilisation: { readonly target: number } & Utilisation
}

/** Needs `reports.financial`. */
export interface FinancialFigures {
  readonly dues: Figure
  readonly revenue: Revenue
}

export interface Dashboard extends Comparison {
  /** When the oldest of its figures was read; at most five minutes ago. */
  readonly asOf: string
  readonly currency: string
  readonly financial: FinancialFigures | null
  readonly month: string
  readonly operational: null | OperationalFigures
  readonly tenant: string
}

const tenantOf = (req: PayloadRequest, asked: string | undefined): string => {
  const tenant = tenantForWrite(req, asked)
  if (tenant !== undefined) return tenant
  throw tenantMismatch({
    tenants: rightsOf(req)?.memberships.map((membership) => membership.tenant) ?? [],
  })
}

const monthOf = (asked: string | undefined, todayOn: string): string => {
  const month = asked ?? todayOn.slice(0, 7)
  if (isDate(`${month}-01`) && hasBegun(month, todayOn)) return month
  throw validationError({ faults: [{ code: 'too_big', field: 'month' }] })
}

const readOperational = async (req: PayloadRequest, scope: Scope): Promise<OperationalFigures> => {
  const [sessions, utilisation, latest] = await Promise.all([
    countSessions(req, scope),
    computeUtilisation(req, scope),
    readLatestSessions(req, scope),
  ])
  return { latest, sessions, utilisation: { ...utilisation, target: UTILISATION_TARGET } }
}

const readFinancial = async (
  req: PayloadRequest,
  of: { isPresent: boolean; scope: Scope },
): Promise<FinancialFigures> => {
  const [dues, revenue] = await Promise.all([sumDues(req, of), sumRevenue(req, of.scope)])
  return { dues, revenue }
}

/**
 * How a clinic does in a month, beside the same days of the month before. Rights are asked each time:
 * whoever may not see one of the parts gets null for it.
 * Refuses `tenant-mismatch`, `forbidden`, `validation-error` (a month that has not begun).
 * @rule RPT-2 RPT-4 RPT-8
 */
export const readDashboard = async (
  req: PayloadRequest,
  { isFresh = false, month: asked, tenant: askedTenant }: DashboardQuery,
): Promise<Dashboard> => {
  const tenant = tenantOf(req, askedTenant)
  const operationalGrant = grantIn(req, 'reports.operational', tenant)
  const financialGrant = grantIn(req, 'reports.financial', tenant)
  if (operationalGrant === undefined && financialGrant === undefined) {
    throw forbidden({ action: 'reports.operational' })
  }
  const { currency, timezone } = await tenantContext(req, tenant)
  const todayOn = wallTimeAt(nowMs(req), timezone).on
  const month = monthOf(asked, todayOn)
  const comparison = compareMonths({ month, todayOn })
  const scopeOf = (locations: readonly string[]): Scope => ({
    ...comparison,
    locations: locations.toSorted(),
    month,
    tenant,
    timezone,
  })
  const keepFor = (part: string, scope: Scope) => ({
    isFresh,
    key: JSON.stringify([part, scope, currency, todayOn]),
  })
  const everywhere = scopeOf([])
  const reached = scopeOf(operationalGrant?.locations ?? [])
  const isPresent = todayOn.startsWith(month)
  const [operational, financial] = await Promise.all([
    operationalGrant === undefined
      ? undefined
      : keepShortly(req, keepFor('operational', reached), () => readOperational(req, reached)),
    financialGrant === undefined
      ? undefined
      : keepShortly(req, keepFor('financial', everywhere), () =>
          readFinancial(req, { isPresent, scope: everywhere }),
        ),
  ])
  if (operational !== undefined) {
    await recordEvent(req, {
      action: 'read',
      facts: { view: 'dashboard' },
      patients: operational.value.latest.map(({ patientId }) => patientId),
      resource: slugs.sessions,
      tenant,
    })
  }
  const moments = [operational?.asOf, financial?.asOf].filter((at) => at !== undefined)
  return {
    ...comparison,
    asOf: moments.toSorted()[0] ?? '',
    currency,
    financial: financial?.value ?? null,
    month,
    operational: operational?.value ?? null,
    tenant,
  }
}
