import { describe, expect, it } from '@jest/globals'
import {
  grantIn,
  grantsOf,
  may,
  type Permission,
  PLATFORM,
} from '../../../src/access/permissions.ts'
import type { MembershipRights } from '../../../src/access/rights.ts'
import type { Role } from '../../../src/domain/people/roles.ts'
import { L1, membership, requestOf, T1, T2 } from './requests.ts'

const reaches = (of: Partial<MembershipRights>, permission: Permission): string[] =>
  grantsOf(requestOf([of]), permission).map(({ reach }) => reach)

describe('the grants of one role', () => {
  it.each([
    ['admin', 'sessions.create', ['all']],
    ['admin', 'sessions.cancel', ['all']],
    ['admin', 'session-notes.create', []],
    ['admin', 'tenants.create', []],
    ['operator', 'sessions.create', ['all']],
    ['operator', 'sessions.start', []],
    ['operator', 'patients.read-medical-notes', []],
    ['operator', 'payments.refund', []],
    ['therapist', 'sessions.read', ['own']],
    ['therapist', 'sessions.create', []],
    ['therapist', 'sessions.complete', ['own']],
    ['therapist', 'availability.create', ['self']],
    ['therapist', 'therapy-types.read', ['all']],
    ['accountant', 'payments.record', ['all']],
    ['accountant', 'patients.update', []],
    ['accountant', 'ledger-entries.read', ['all']],
    ['accountant', 'sessions.cancel', []],
  ] as const)('should be for the %s on %s: %j (USR-4)', (role, permission, expected) => {
    expect(reaches({ roles: [role] }, permission)).toEqual(expected)
  })

  it('should be none without a role', () => {
    expect(reaches({ roles: [] }, 'sessions.read')).toEqual([])
  })
})

describe('settings that open a permission', () => {
  it('should let an operator record payments only where the tenant says so (USR-9)', () => {
    const operator = { roles: ['operator'] as const }
    expect(reaches(operator, 'payments.record')).toEqual([])
    expect(
      reaches({ ...operator, toggles: ['billing.operatorRecordsPayments'] }, 'payments.record'),
    ).toEqual(['all'])
    expect(
      reaches({ ...operator, toggles: ['scheduling.operatorOverbooks'] }, 'payments.record'),
    ).toEqual([])
  })

  it('should open a therapist’s amounts for their own rows only (USR-9)', () => {
    const therapist = { roles: ['therapist'] as const }
    expect(reaches(therapist, 'payments.read')).toEqual([])
    expect(
      reaches({ ...therapist, toggles: ['billing.therapistSeesAmounts'] }, 'payments.read'),
    ).toEqual(['own'])
  })

  it('should open overbooking for operators only (SES-20)', () => {
    const toggles = ['scheduling.operatorOverbooks'] as const
    expect(reaches({ roles: ['operator'], toggles }, 'sessions.overbook')).toEqual(['all'])
    expect(reaches({ roles: ['operator'] }, 'sessions.overbook')).toEqual([])
    expect(reaches({ roles: ['admin'] }, 'sessions.overbook')).toEqual(['all'])
    expect(reaches({ roles: ['therapist'], toggles }, 'sessions.overbook')).toEqual([])
  })

  it('should count the setting of the tenant it belongs to', () => {
    const req = requestOf([
      { roles: ['operator'], tenant: T1 },
      { roles: ['operator'], tenant: T2, toggles: ['billing.operatorRecordsPayments'] },
    ])
    expect(grantsOf(req, 'payments.record').map(({ tenant }) => tenant)).toEqual([T2])
    expect(may(req, 'payments.record', T1)).toBe(false)
    expect(may(req, 'payments.record', T2)).toBe(true)
  })
})

describe('several roles', () => {
  it.each<[readonly Role[], Permission, readonly string[]]>([
    [['therapist', 'accountant'], 'sessions.read', ['all']],
    [['accountant', 'therapist'], 'sessions.read', ['all']],
    [['therapist', 'accountant'], 'sessions.complete', ['own']],
    [['therapist', 'accountant'], 'payments.record', ['all']],
    [['therapist', 'admin'], 'availability.create', ['all']],
    [['operator', 'accountant'], 'payments.refund', ['all']],
    [['operator', 'accountant'], 'session-notes.read', []],
  ])('should add up: %j on %s gives %j (USR-2)', (roles, permission, expected) => {
    expect(reaches({ roles }, permission)).toEqual(expected)
  })
})

describe('the locations of a membership', () => {
  const grants = (roles: readonly Role[], permission: Permission) =>
    grantsOf(requestOf([{ locations: [L1], roles }]), permission)

  it('should limit an operator (TEN-11)', () => {
    expect(grants(['operator'], 'sessions.read')).toEqual([
      { locations: [L1], reach: 'all', tenant: T1 },
    ])
  })

  it('should mean all where there is none (TEN-11)', () => {
    expect(grantsOf(requestOf([{ roles: ['operator'] }]), 'sessions.read')).toEqual([
      { locations: [], reach: 'all', tenant: T1 },
    ])
  })

  it.each(['admin', 'therapist', 'accountant'] as const)(
    'should not limit the %s (TEN-11)',
    (role) => {
      expect(grants([role], 'sessions.read').map(({ locations }) => locations)).toEqual([[]])
    },
  )

  it('should not limit an operator who is admin or accountant as well (USR-2)', () => {
    const everywhere = [{ locations: [], reach: 'all', tenant: T1 }]
    expect(grants(['operator', 'admin'], 'sessions.read')).toEqual(everywhere)
    expect(grants(['accountant', 'operator'], 'sessions.read')).toEqual(everywhere)
  })

  it('should leave an operator who is a therapist their own sessions elsewhere (USR-2, TEN-11)', () => {
    expect(grants(['operator', 'therapist'], 'sessions.read')).toEqual([
      { locations: [L1], reach: 'all', tenant: T1 },
      { locations: [], reach: 'own', tenant: T1 },
    ])
    expect(grants(['operator', 'therapist'], 'sessions.complete')).toEqual([
      { locations: [], reach: 'own', tenant: T1 },
    ])
  })
})

describe('the super-admin', () => {
  const platform = requestOf([], 'super-admin')

  it('should run the platform (TEN-7)', () => {
    expect(grantsOf(platform, 'tenants.create')).toEqual([
      { locations: [], reach: 'all', tenant: PLATFORM },
    ])
    expect(may(platform, 'tenants.create', T1)).toBe(true)
  })

  it.each([
    'patients.read',
    'sessions.read',
    'payments.read',
    'ledger-entries.read',
    'session-notes.read',
    'patients.read-medical-notes',
  ] as const)('should see nothing of %s without a grant (USR-8)', (permission) => {
    expect(grantsOf(platform, permission)).toEqual([])
    expect(may(platform, permission, T1)).toBe(false)
  })

  it('should have the rights of a membership beside the platform’s (USR-2)', () => {
    const both = requestOf([{ roles: ['admin'], tenant: T2 }], 'super-admin')
    expect(grantsOf(both, 'users.read')).toEqual([
      { locations: [], reach: 'all', tenant: PLATFORM },
      { locations: [], reach: 'all', tenant: T2 },
    ])
    expect(grantsOf(both, 'sessions.read').map(({ tenant }) => tenant)).toEqual([T2])
  })
})

describe('grants in a tenant', () => {
  const req = requestOf([
    { roles: ['therapist'], tenant: T1 },
    { roles: ['admin'], tenant: T2 },
  ])

  it('should be those of the membership in that tenant (TEN-5)', () => {
    expect(grantIn(req, 'sessions.read', T1)?.reach).toBe('own')
    expect(grantIn(req, 'sessions.read', T2)?.reach).toBe('all')
    expect(may(req, 'sessions.create', T1)).toBe(false)
    expect(may(req, 'sessions.create', T2)).toBe(true)
  })

  it('should be none in a tenant of others (TEN-4)', () => {
    expect(grantIn(req, 'sessions.read', L1)).toBeUndefined()
  })

  it('should be the widest first', () => {
    const limited = requestOf([{ locations: [L1], roles: ['therapist', 'operator'] }])
    expect(grantIn(limited, 'sessions.read', T1)?.reach).toBe('all')
  })
})

describe('who has no rights at all', () => {
  const rights = { memberships: [membership({ roles: ['admin'] })], platformRole: 'super-admin' }

  it.each([
    ['nobody', { user: null }],
    ['a request without user', {}],
    ['a user that Payload did not load', { user: { id: 'x', rights } }],
    ['a user of another collection', { user: { collection: 'contacts', id: 'x', rights } }],
    ['a user without rights', { user: { collection: 'users', id: 'x' } }],
  ])('should be %s (USR-4)', (_, req) => {
    expect(grantsOf(req as never, 'sessions.read')).toEqual([])
    expect(may(req as never, 'sessions.read', T1)).toBe(false)
  })
})
