import type { PayloadRequest } from 'payload'
import { may } from '../../access/permissions.ts'
import { tenantsOf } from '../../access/rights.ts'
import { tenantForWrite } from '../../access/tenantForWrite.ts'
import type { PriceSnapshot } from '../../domain/catalog/price.ts'
import { forbidden, type RefusalData } from '../../domain/errors.ts'
import { MINUTE_MS } from '../../domain/scheduling/intervals.ts'
import { readInstant } from '../../domain/scheduling/wallClock.ts'
import { invalidInstant } from '../../domain/scheduling/errors.ts'
import { tenantMismatch } from '../../domain/tenancy/errors.ts'
import type { Session } from '../../payload-types.ts'
import { slugs } from '../../slugs.ts'
import { findVisible, tenantOfVisible } from '../common/findVisible.ts'
import { tenantContext } from '../common/tenantContext.ts'
import { judgeBooking } from './judgeBooking.ts'
import { ensureDuration, manualPriceOf, priceFor } from './priceSession.ts'

export interface BookInput {
  readonly coTherapist?: string | undefined
  /** Minutes; without it as the price says. */
  readonly durationMinutes?: number | undefined
  readonly location: string
  readonly manualPrice?: { priceMinor: number; reason: string } | undefined
  readonly mode?: 'in-person' | 'telehealth' | undefined
  readonly notes?: string | undefined
  /** To book outside the working hours, with the right to do so. */
  readonly overbookReason?: string | undefined
  readonly patient: string
  readonly patientNotes?: string | undefined
  readonly priority?: 'emergency' | 'routine' | 'urgent' | undefined
  readonly requestKey?: string | undefined
  readonly room?: string | undefined
  /** ISO instant, or wall time at the location without an offset. */
  readonly startsAt: string
  readonly tenant?: string | undefined
  readonly therapist: string
  readonly therapyType: string
}

const tenantOf = async (req: PayloadRequest, input: BookInput): Promise<string> => {
  const [only, ...others] = tenantsOf(req)
  if (input.tenant === undefined && only !== undefined && others.length === 0) return only
  // The patient says which clinic this is, so that somebody of two clinics need not.
  if (input.tenant === undefined) {
    return tenantOfVisible(req, slugs.patients, { field: 'patient', id: input.patient })
  }
  const tenant = tenantForWrite(req, input.tenant)
  if (tenant === undefined) throw tenantMismatch({})
  return tenant
}

/**
 * Books a session: checks of SES-2, frozen price, claims, attendance, charge, planned messages, number,
 * in one transaction. A plain `POST /api/sessions` runs the same hooks.
 * @rule SES-1 SES-2 SES-3 SES-4 PRC-3 MON-5 MSG-6
 */
export const bookSession = async (req: PayloadRequest, input: BookInput): Promise<Session> => {
  const { overbookReason, ...fields } = input
  const tenant = await tenantOf(req, input)
  if (!may(req, 'sessions.create', tenant)) throw forbidden({ action: 'sessions.create' })
  return req.payload.create({
    collection: slugs.sessions,
    data: {
      ...fields,
      tenant,
      ...(overbookReason === undefined ? {} : { overbooking: { reason: overbookReason } }),
    },
    depth: 0,
    overrideAccess: false,
    req,
  })
}

export interface DryRun {
  readonly endsAt: string
  readonly price: PriceSnapshot
  /** Everything that stands in the way, in the order of SES-2; empty: it can be booked. */
  readonly refusals: readonly (RefusalData & { message: string; status: number })[]
  readonly startsAt: string
}

/** Says what booking would say, all of it, and books nothing. @rule SES-2 */
export const dryRunBooking = async (req: PayloadRequest, input: BookInput): Promise<DryRun> => {
  const tenant = await tenantOf(req, input)
  if (!may(req, 'sessions.create', tenant)) throw forbidden({ action: 'sessions.create' })
  const location = await findVisible(req, slugs.locations, {
    field: 'location',
    id: input.location,
  })
  const context = await tenantContext(req, tenant)
  const startMs = readInstant(input.startsAt, location.doc.timezone ?? context.timezone)
  if (startMs === undefined) throw invalidInstant({ field: 'startsAt' })
  const manual = manualPriceOf(req, tenant, input.manualPrice)
  const { price, type } = await priceFor(req, { ...input, manual, tenant })
  const durationMinutes = input.durationMinutes ?? price.durationMinutes
  ensureDuration(durationMinutes, 'durationMinutes')
  const endMs = startMs + durationMinutes * MINUTE_MS
  const { refusals } = await judgeBooking(
    req,
    {
      ...input,
      ...type,
      endMs,
      mode: input.mode ?? 'in-person',
      overbookReason: input.overbookReason ?? null,
      startMs,
      tenant,
    },
    { findAll: true },
  )
  return {
    endsAt: new Date(endMs).toISOString(),
    price,
    refusals: refusals.map(({ data, message, status }) => ({ ...data, message, status })),
    startsAt: new Date(startMs).toISOString(),
  }
}
