import { describe, expect, it } from '@jest/globals'
import type { Where } from 'payload'
import { forReader, tenantsOfCall } from '../../../src/access/readers.ts'
import { requestOf, T1, T2 } from './requests.ts'

const inTenant = (tenant: string) => ({ tenant: { equals: tenant } })

describe('the tenants that one call of the database may see', () => {
  it('should be those of the person who asks, not those of a filter', () => {
    const filter = forReader(requestOf([{ tenant: T2 }]), inTenant(T2))
    expect(tenantsOfCall(requestOf([{ tenant: T1 }]), { and: [filter] })).toEqual([T1])
  })

  it("should be the reader's where Payload hands no request over, as findByID does", () => {
    const filter = forReader(requestOf([{ tenant: T1 }]), inTenant(T1))
    const byId = { and: [{ id: { equals: 'x' } }, filter] }
    expect(tenantsOfCall({ transactionID: 'x' }, byId)).toEqual([T1])
  })

  it('should be none for a filter that only looks like one of ours', () => {
    expect(tenantsOfCall({}, { and: [inTenant(T1)] })).toEqual([])
    expect(tenantsOfCall(undefined)).toEqual([])
  })

  it('should be known for the platform too, which reads everything of what it may read', () => {
    const platform = requestOf([], 'super-admin')
    const filter = forReader(platform, true)
    expect(filter).toEqual({ id: { exists: true } })
    const [scope, ...others] = tenantsOfCall({}, { and: [filter as Where] })
    expect([scope, others]).toEqual(['00000000-0000-0000-0000-000000000000', []])
    expect(tenantsOfCall(platform)).toEqual([scope])
  })

  it('should leave a yes and a no as they are for whoever has no clinic', () => {
    expect(forReader(requestOf([]), true)).toBe(true)
    expect(forReader(requestOf([{ tenant: T1 }]), false)).toBe(false)
  })
})
