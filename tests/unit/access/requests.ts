import type { MembershipRights, Rights } from '../../../src/access/rights.ts'

export const T1 = '11111111-1111-4111-8111-111111111111'
export const T2 = '22222222-2222-4222-8222-222222222222'
export const L1 = '33333333-3333-4333-8333-333333333333'

export const membership = (over: Partial<MembershipRights> = {}): MembershipRights => ({
  currency: 'INR',
  id: 'membership-1',
  locale: 'en-IN',
  locations: [],
  roles: [],
  tenant: T1,
  timezone: 'Asia/Kolkata',
  toggles: [],
  ...over,
})

/** A request of somebody of the `users` collection with these rights. */
export const requestOf = (
  memberships: readonly Partial<MembershipRights>[],
  platformRole: Rights['platformRole'] = null,
) => ({
  user: {
    collection: 'users',
    id: 'user-1',
    rights: { memberships: memberships.map((of) => membership(of)), platformRole },
  } as never,
})
