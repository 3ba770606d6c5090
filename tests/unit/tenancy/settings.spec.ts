import { describe, expect, it } from '@jest/globals'
import {
  DEFAULT_SETTINGS,
  FEE_KINDS,
  PERMISSION_TOGGLES,
  SETTING_LIMITS,
} from '../../../src/domain/tenancy/settings.ts'

const valueAt = (path: string): unknown =>
  path
    .split('.')
    .reduce<unknown>((value, key) => (value as Record<string, unknown>)[key], DEFAULT_SETTINGS)

describe('the settings a tenant starts with', () => {
  it('should schedule as TEN-12 says', () => {
    expect(DEFAULT_SETTINGS.scheduling).toMatchObject({
      bookingHorizonDays: 180,
      cancellation: {
        lateFee: { kind: 'none' },
        noShowFee: { kind: 'full' },
        windowHours: 24,
      },
      careTeamFromSessions: true,
      checkInOpensMinutes: 60,
      noShowAfterMinutes: 15,
      noShowCorrectionDays: 1,
      operatorOverbooks: false,
      pastEntryDays: 30,
      slotStepMinutes: 15,
    })
  })

  it('should bill as TEN-13 says', () => {
    expect(DEFAULT_SETTINGS.billing).toMatchObject({
      autoUseCredit: true,
      chargeAt: 'booking',
      operatorRecordsPayments: false,
      therapistSeesAmounts: false,
    })
  })

  it('should remind as MSG-3 says', () => {
    expect(DEFAULT_SETTINGS.messaging.confirmation.enabled).toBe(true)
    expect(DEFAULT_SETTINGS.messaging.reminders).toEqual([
      { channels: ['sms', 'email'], enabled: true, hoursBefore: 168 },
      { channels: ['email', 'sms'], enabled: true, hoursBefore: 48 },
      { channels: ['sms', 'email'], enabled: true, hoursBefore: 24 },
      { channels: ['sms', 'email'], enabled: true, hoursBefore: 2 },
    ])
  })

  it('should send as MSG-5 and MSG-7 say', () => {
    expect(DEFAULT_SETTINGS.messaging).toMatchObject({
      maxRetries: 3,
      mergeWithinMinutes: 60,
      retryDelayMinutes: 60,
      sendOnWeekends: false,
      windowEndTime: '20:00',
      windowStartTime: '09:00',
    })
  })

  it('should take a person for an adult at 18 (PAT-2)', () => {
    expect(DEFAULT_SETTINGS.people.adultAgeYears).toBe(18)
  })

  it.each(Object.entries(SETTING_LIMITS))(
    'should lie within the limits of %s',
    (path, [least, most]) => {
      expect(least).toBeLessThan(most)
      expect(valueAt(path)).toBeGreaterThanOrEqual(least)
      expect(valueAt(path)).toBeLessThanOrEqual(most)
    },
  )

  it('should let the window of cancellation be 0 to 168 hours (SES-18)', () => {
    expect(SETTING_LIMITS['scheduling.cancellation.windowHours']).toEqual([0, 168])
    expect([...FEE_KINDS].sort()).toEqual(['fixed', 'full', 'none', 'override', 'percent'])
  })

  it('should begin with every permission toggle off (USR-9, SES-20)', () => {
    expect(PERMISSION_TOGGLES.map(valueAt)).toEqual([false, false, false])
  })
})
