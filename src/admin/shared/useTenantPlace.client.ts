'use client'
import { useAuth, useFormFields } from '@payloadcms/ui'
import type { Rights } from '../../access/rights.ts'

export interface TenantPlace {
  readonly currency: string
  readonly locale: string
  readonly timezone: string
}

const NOWHERE: TenantPlace = { currency: 'INR', locale: 'en-IN', timezone: 'UTC' }

const placeIn = (user: unknown, tenant: unknown): TenantPlace => {
  const memberships = (user as { rights?: Rights } | null)?.rights?.memberships ?? []
  const id = typeof tenant === 'string' ? tenant : (tenant as { id?: string } | null)?.id
  return memberships.find((membership) => membership.tenant === id) ?? memberships[0] ?? NOWHERE
}

/** Currency, locale and zone of the form's tenant, else of the viewer's first one. */
export const useTenantPlace = (): TenantPlace => {
  const { user } = useAuth()
  const tenant = useFormFields(([fields]) => fields.tenant?.value)
  return placeIn(user, tenant)
}

/** As `useTenantPlace`, for a row of a list. */
export const useRowPlace = (row: { tenant?: unknown }): TenantPlace => {
  const { user } = useAuth()
  return placeIn(user, row.tenant)
}
