import { describe, expect, it } from '@jest/globals'
import {
  LOOK_UP_AFTER_MS,
  NOTIFICATION_KINDS,
  NOTIFICATION_STATUSES,
  type SendOutcome,
  settle,
  STATUS_RANK,
} from '../../../src/domain/messaging/notificationStates.ts'

const NOW = 1_000_000

const after = (
  outcome: SendOutcome,
  of: { maxRetries?: number; retryCount?: number; retryDelayMinutes?: number } = {},
) =>
  settle({
    maxRetries: of.maxRetries ?? 3,
    nowMs: NOW,
    outcome,
    retryCount: of.retryCount ?? 0,
    retryDelayMinutes: of.retryDelayMinutes ?? 60,
  })

describe('the state after an attempt', () => {
  it('should be sent, with the service’s id, once accepted (MSG-2)', () => {
    expect(after({ kind: 'accepted', messageId: 'SM1' }, { retryCount: 2 })).toEqual({
      messageId: 'SM1',
      retryCount: 2,
      status: 'sent',
    })
  })

  it('should be failed at once when refused for good (MSG-10)', () => {
    expect(after({ kind: 'refused', reason: 'invalid number' })).toEqual({
      failureReason: 'invalid number',
      retryCount: 0,
      status: 'failed',
    })
  })

  it.each([0, 1, 2])(
    'should be queued again an hour later after %i retries of 3 (MSG-10)',
    (done) => {
      expect(after({ kind: 'refused-for-now' }, { retryCount: done })).toEqual({
        failureReason: 'refused for now',
        notBeforeMs: NOW + 3_600_000,
        retryCount: done + 1,
        status: 'queued',
      })
    },
  )

  it.each([
    [3, 3],
    [2, 2],
    [0, 0],
    [3, 4],
  ])(
    'should be failed for good with maxRetries %i after %i retries (MSG-10)',
    (maxRetries, done) => {
      const settled = after({ kind: 'refused-for-now' }, { maxRetries, retryCount: done })
      expect(settled).toEqual({
        failureReason: 'refused too often',
        retryCount: done,
        status: 'failed',
      })
    },
  )

  it('should wait as long as the tenant’s setting, or as the service asks (MSG-10)', () => {
    expect(after({ kind: 'refused-for-now' }, { retryDelayMinutes: 5 }).notBeforeMs).toBe(
      NOW + 300_000,
    )
    expect(after({ kind: 'refused-for-now', retryAfterMs: 90_000 }).notBeforeMs).toBe(NOW + 90_000)
  })

  it('should be unknown after a time-out, to be looked up before anything is sent again (MSG-10)', () => {
    expect(after({ kind: 'unknown', reason: 'time-out' }, { retryCount: 1 })).toEqual({
      failureReason: 'time-out',
      notBeforeMs: NOW + 120_000,
      retryCount: 1,
      status: 'unknown',
    })
    expect(LOOK_UP_AFTER_MS).toBe(120_000)
  })
})

describe('the statuses of a notification', () => {
  it('should be those of MSG-2, the kinds too', () => {
    expect([...NOTIFICATION_STATUSES].sort()).toEqual([
      'cancelled',
      'dead',
      'delivered',
      'expired',
      'failed',
      'queued',
      'sending',
      'sent',
      'skipped',
      'undelivered',
      'unknown',
    ])
    expect(NOTIFICATION_KINDS).toEqual([
      'confirmation',
      'reminder',
      'extra-reminder',
      'follow-up',
      'cancellation',
      'reschedule',
      'request',
      'time-off',
      'waitlist-offer',
      'dues',
      'receipt',
      'vaccination',
      'account',
      'manual',
      'test',
    ])
  })

  it('should rise from queued through sending and sent to a delivery report (MSG-12)', () => {
    const path = ['queued', 'sending', 'unknown', 'sent', 'delivered'] as const
    const ranks = path.map((status) => STATUS_RANK[status])
    expect(ranks).toEqual([...new Set(ranks)].sort((a, b) => a - b))
    expect(Object.keys(STATUS_RANK).sort()).toEqual([...NOTIFICATION_STATUSES].sort())
  })

  it('should let a report overrule sent, and nothing overrule a report (MSG-12)', () => {
    const reports = ['delivered', 'undelivered', 'failed'] as const
    const top = Math.max(...Object.values(STATUS_RANK))
    expect(reports.map((status) => STATUS_RANK[status])).toEqual([top, top, top])
    expect(STATUS_RANK.sent).toBeLessThan(top)
  })

  it('should let nothing that will not be sent any more be queued again (MSG-6)', () => {
    const ends = ['cancelled', 'dead', 'expired', 'skipped'] as const
    const open = Math.max(STATUS_RANK.queued, STATUS_RANK.sending, STATUS_RANK.unknown)
    expect(ends.filter((status) => STATUS_RANK[status] <= open)).toEqual([])
  })
})
