import { describe, expect, it } from '@jest/globals'
import { tenantForWrite } from '../../../src/access/tenantForWrite.ts'
import { L1, requestOf, T1, T2 } from './requests.ts'

const one = requestOf([{ tenant: T1 }])
const two = requestOf([{ tenant: T1 }, { tenant: T2 }])
const withCookie = (cookie: string, req = two) => ({ ...req, headers: new Headers({ cookie }) })

describe('the tenant of a new row', () => {
  it('should be the only one the person belongs to (TEN-1)', () => {
    expect(tenantForWrite(one, undefined)).toBe(T1)
    expect(tenantForWrite(one, null)).toBe(T1)
  })

  it('should be the one named, as id or as document (TEN-5)', () => {
    expect(tenantForWrite(two, T2)).toBe(T2)
    expect(tenantForWrite(two, { id: T2, name: 'Sunrise' })).toBe(T2)
    expect(tenantForWrite(one, T1)).toBe(T1)
  })

  it.each([
    ['a foreign tenant', L1],
    ['a foreign document', { id: L1 }],
    ['no UUID', 'sunrise'],
    ['an empty text', ''],
    ['a number', 5],
    ['a document without id', { name: 'Sunrise' }],
    ['false', false],
    ['a list', [T1]],
  ])('should never be replaced silently where %s is named (TEN-1)', (_, named) => {
    expect(tenantForWrite(one, named)).toBeUndefined()
    expect(tenantForWrite(withCookie(`payload-tenant=${T1}`), named)).toBeUndefined()
  })

  it('should be the one chosen in the selector where there are several (TEN-5)', () => {
    expect(tenantForWrite(withCookie(`payload-tenant=${T2}`), undefined)).toBe(T2)
    expect(tenantForWrite(withCookie(`a=b; payload-tenant=${T2}; c=d`), undefined)).toBe(T2)
    expect(tenantForWrite(withCookie(`payload-tenant=${T2}`), T1)).toBe(T1)
  })

  it('should be open where there are several and none is chosen (TEN-5)', () => {
    expect(tenantForWrite(two, undefined)).toBeUndefined()
    expect(tenantForWrite({ ...two, headers: new Headers() }, undefined)).toBeUndefined()
    expect(tenantForWrite(withCookie(`other-payload-tenant=${T2}`), undefined)).toBeUndefined()
  })

  it('should not follow a selector to a foreign tenant (TEN-4)', () => {
    expect(tenantForWrite(withCookie(`payload-tenant=${L1}`), undefined)).toBeUndefined()
    expect(tenantForWrite(withCookie(`payload-tenant=${T2}`, one), undefined)).toBe(T1)
  })

  it('should be none for whom belongs nowhere, the super-admin too (TEN-2)', () => {
    expect(tenantForWrite(requestOf([], 'super-admin'), T1)).toBeUndefined()
    expect(tenantForWrite(requestOf([], 'super-admin'), undefined)).toBeUndefined()
    expect(tenantForWrite({ user: null }, T1)).toBeUndefined()
  })
})
