'use client'
import { useAuth, useFormFields, useTranslation } from '@payloadcms/ui'
import type { Rights } from '../../access/rights.ts'
import { localeFor } from './formats.ts'

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

/** The place with dates and weekdays in the reader's language. */
const usePlaceIn = (tenant: unknown): TenantPlace => {
  const { user } = useAuth()
  const { i18n } = useTranslation()
  const place = placeIn(user, tenant)
  return { ...place, locale: localeFor(place.locale, i18n.language) }
}

/** Currency, locale and zone of the form's tenant, else of the viewer's first one. */
export const useTenantPlace = (): TenantPlace =>
  usePlaceIn(useFormFields(([fields]) => fields.tenant?.value))

/** As `useTenantPlace`, for a row of a list. */
export const useRowPlace = (row: { tenant?: unknown }): TenantPlace => usePlaceIn(row.tenant)
