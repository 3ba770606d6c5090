import { randomUUID } from 'node:crypto'
import type { PayloadRequest } from 'payload'
import { openMinor } from '../../domain/money/ledger.ts'
import { costChangePosting } from '../../domain/money/corrections.ts'
import { chargePosting, creditPosting, spreadOldestFirst } from '../../domain/money/postings.ts'
import { wallTimeAt } from '../../domain/scheduling/wallClock.ts'
import { tenantContext } from '../common/tenantContext.ts'
import { lockCharges, post, queueForMoneyOf, readAllocations, readBalances } from './ledger.ts'

export interface ChargedSession {
  readonly attendance: string
  readonly id: string
  readonly patient: string
  readonly startsAtMs: number
  readonly tenant: string
  readonly timezone: string
}

/**
 * Free credit settles what this session still asks, up to its amount. @rule MON-7
 */
const useCredit = async (req: PayloadRequest, session: ChargedSession): Promise<void> => {
  const { settings } = await tenantContext(req, session.tenant)
  if (!settings.billing.autoUseCredit) return
  const { creditMinor } = await readBalances(req, session.tenant, session.patient)
  if (creditMinor <= 0) return
  const charges = await lockCharges(req, { ...session, sourceId: session.attendance })
  const { settlements } = spreadOldestFirst(
    charges.filter((charge) => openMinor(charge) > 0),
    creditMinor,
  )
  if (settlements.length === 0) return
  await post(req, {
    effectiveOn: wallTimeAt(session.startsAtMs, session.timezone).on,
    key: `credit:${session.attendance}:${randomUUID()}`,
    patient: session.patient,
    posting: creditPosting({ patient: session.patient, settlements }),
    session: session.id,
    source: { id: session.attendance, kind: 'attendance' },
    tenant: session.tenant,
  })
}

/**
 * Brings what a session costs its patient to `costMinor`: posts the charge if there is none yet, else
 * the difference. Credit pays what is new; what was paid above the new cost returns to credit.
 * @rule MON-5 MON-6 MON-7 MON-12 PRC-4
 */
export const settleCharge = async (
  req: PayloadRequest,
  of: {
    costMinor: number
    /** What happened; one posting for one event, however often it is told. */
    event: string
    kind: 'cancellation' | 'charge-changed'
    reason?: string | undefined
    session: ChargedSession
  },
): Promise<void> => {
  const { session } = of
  await queueForMoneyOf(req, session.tenant, session.patient)
  const [charge] = await lockCharges(req, { ...session, sourceId: session.attendance })
  const common = {
    effectiveOn: wallTimeAt(session.startsAtMs, session.timezone).on,
    patient: session.patient,
    reason: of.reason,
    session: session.id,
    source: { id: session.attendance, kind: 'attendance' },
    tenant: session.tenant,
  }
  if (charge === undefined) {
    // Not billable or price 0 posts nothing.
    if (of.costMinor === 0) return
    await post(req, {
      ...common,
      key: `charge:${session.attendance}`,
      posting: chargePosting({
        costMinor: of.costMinor,
        patient: session.patient,
        source: { sourceId: session.attendance, sourceKind: 'attendance' },
      }),
    })
    await useCredit(req, session)
    return
  }
  const posting = costChangePosting({
    allocations: await readAllocations(req, { charges: [charge], tenant: session.tenant }),
    charge,
    kind: of.kind,
    newCostMinor: of.costMinor,
  })
  if (posting === undefined) return
  await post(req, { ...common, key: `${of.kind}:${session.attendance}:${of.event}`, posting })
  if (of.costMinor > charge.costMinor) await useCredit(req, session)
}
