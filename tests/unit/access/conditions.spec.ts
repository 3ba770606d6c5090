import { describe, expect, it } from '@jest/globals'
import { isAllowed } from '../../../src/fields/conditions.ts'
import { requestOf, T1, T2 } from './requests.ts'

type Memberships = Parameters<typeof requestOf>[0]

/** What Payload tells a condition. */
const at = (user: unknown): Parameters<ReturnType<typeof isAllowed>>[2] => ({
  blockData: {},
  operation: 'create',
  path: [],
  user: user as never,
})

/** Whether the part of the form is shown to somebody with these memberships. */
const isShown = (
  permission: Parameters<typeof isAllowed>[0],
  { form, memberships }: { form: object; memberships: Memberships },
): boolean => {
  const { user } = requestOf(memberships)
  return isAllowed(permission)(form, {}, at(user))
}

const ADMIN = { roles: ['admin'] } as const
const OPERATOR = { roles: ['operator'] } as const

describe('parts of a form that a permission opens', () => {
  it('should show the price by hand to an admin and not to an operator', () => {
    const form = { tenant: T1 }
    expect(isShown('sessions.override-price', { form, memberships: [ADMIN] })).toBe(true)
    expect(isShown('sessions.override-price', { form, memberships: [OPERATOR] })).toBe(false)
  })

  it('should show overbooking to an operator where the clinic lets them', () => {
    const form = { tenant: { id: T1 } }
    const trusted = { ...OPERATOR, toggles: ['scheduling.operatorOverbooks'] as const }
    expect(isShown('sessions.overbook', { form, memberships: [OPERATOR] })).toBe(false)
    expect(isShown('sessions.overbook', { form, memberships: [trusted] })).toBe(true)
  })

  it('should go by the role in the clinic of the form, and by each while that is open', () => {
    const memberships = [ADMIN, { ...OPERATOR, tenant: T2 }]
    const shown = (form: object) => isShown('sessions.override-price', { form, memberships })
    expect([shown({ tenant: T1 }), shown({ tenant: T2 }), shown({})]).toEqual([true, false, false])
    expect(isShown('sessions.override-price', { form: {}, memberships: [ADMIN] })).toBe(true)
  })

  it('should show nothing to nobody', () => {
    expect(isAllowed('sessions.overbook')({ tenant: T1 }, {}, at(null))).toBe(false)
  })
})
