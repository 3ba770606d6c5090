import { describe, expect, it } from '@jest/globals'
import {
  type Channel,
  chooseChannel,
  isChannel,
  type Reachability,
  SKIP_REASONS,
} from '../../../src/domain/messaging/channels.ts'

const contact: Reachability = {
  email: 'asha@example.org',
  optedOut: [],
  phone: '+919876543210',
  preferredChannels: [],
}
const SMS = { channel: 'sms', recipient: '+919876543210' }
const EMAIL = { channel: 'email', recipient: 'asha@example.org' }

const choose = (
  of: Partial<Reachability>,
  rule: { channels?: readonly Channel[]; email?: boolean; sms?: boolean } = {},
) =>
  chooseChannel({
    contact: { ...contact, ...of },
    ruleChannels: rule.channels ?? ['sms', 'email'],
    settings: { emailEnabled: rule.email ?? true, smsEnabled: rule.sms ?? true },
  })

describe('choosing a channel', () => {
  it('should follow the order of the reminder where the contact has none (MSG-4)', () => {
    expect(choose({}, { channels: ['sms', 'email'] })).toEqual(SMS)
    expect(choose({}, { channels: ['email', 'sms'] })).toEqual(EMAIL)
    expect(choose({}, { channels: ['email'] })).toEqual(EMAIL)
  })

  it('should follow the contact’s own order before the reminder’s (MSG-4)', () => {
    expect(choose({ preferredChannels: ['email', 'sms'] })).toEqual(EMAIL)
    expect(choose({ preferredChannels: ['sms'] }, { channels: ['email'] })).toEqual(SMS)
  })

  it('should try SMS, then e-mail, where neither says anything (MSG-4)', () => {
    expect(choose({}, { channels: [] })).toEqual(SMS)
    expect(choose({ phone: null }, { channels: [] })).toEqual(EMAIL)
  })

  it.each([
    ['the channel is off', {}, { sms: false }],
    ['there is no address', { phone: null }, {}],
    ['the contact has opted out', { optedOut: ['sms' as const] }, {}],
  ])('should go on to the next one where %s (MSG-4, MSG-20)', (_, of, rule) => {
    expect(choose(of, rule)).toEqual(EMAIL)
  })

  it('should not leave the channels that the contact wants (MSG-4)', () => {
    expect(choose({ phone: null, preferredChannels: ['sms'] })).toEqual({
      channel: 'sms',
      reason: 'no-address',
    })
  })

  it('should let STOP of SMS leave e-mail open (MSG-20)', () => {
    expect(choose({ optedOut: ['sms'] })).toEqual(EMAIL)
    expect(choose({ optedOut: ['email'] })).toEqual(SMS)
  })
})

describe('saying why nothing can be sent', () => {
  it.each([
    [
      'all channels off',
      {},
      { email: false, sms: false },
      { channel: 'sms', reason: 'channel-off' },
    ],
    [
      'no address at all',
      { email: null, phone: null },
      {},
      { channel: 'sms', reason: 'no-address' },
    ],
    [
      'opted out of all',
      { optedOut: ['sms' as const, 'email' as const] },
      {},
      { channel: 'sms', reason: 'opted-out' },
    ],
    [
      'the first off, the second without address',
      { email: null },
      { sms: false },
      { channel: 'email', reason: 'no-address' },
    ],
    [
      'the first without address, the second off',
      { phone: null },
      { email: false },
      { channel: 'sms', reason: 'no-address' },
    ],
    [
      'opted out, and no address either',
      { email: null, optedOut: ['sms' as const], phone: null },
      {},
      { channel: 'sms', reason: 'opted-out' },
    ],
    [
      'the only channel of the reminder off',
      {},
      { channels: ['email' as const], email: false },
      { channel: 'email', reason: 'channel-off' },
    ],
  ])('should name what stands against it: %s (MSG-11)', (...[, of, rule, expected]) => {
    expect(choose(of, rule)).toEqual(expected)
  })

  it('should know the reasons of MSG-11 and the channels there are', () => {
    expect(SKIP_REASONS).toEqual([
      'channel-off',
      'no-address',
      'address-bounced',
      'opted-out',
      'no-consent',
      'no-allowed-moment',
      'past',
      'session-closed',
      'patient-deceased',
      'nothing-due',
      'budget-spent',
      'template-invalid',
    ])
    expect(['sms', 'email', 'fax', 'SMS', '', null, 3].filter(isChannel)).toEqual(['sms', 'email'])
  })
})
