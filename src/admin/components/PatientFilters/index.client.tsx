'use client'
import { useListQuery } from '@payloadcms/ui'
import type { Where } from 'payload'
import { usePanelTexts } from '../../shared/usePanelTexts.client.ts'

const FILTERS = {
  active: { active: { equals: true } },
  all: {},
  inactive: { active: { equals: false } },
  // The list's own filter knows a field that is read from a relation by its path.
  owing: { 'duesAccount.shownMinor': { greater_than: 0 } },
} as const satisfies Record<string, Where>

const ORDER = ['all', 'active', 'inactive', 'owing'] as const

/** Payload writes a filter down in its own way; what counts is which field and value it names. */
const isSame = (present: unknown, filter: Where): boolean => {
  const text = JSON.stringify(present ?? {})
  const [field, condition] = Object.entries(filter)[0] ?? []
  if (field === undefined) return !/"(?:active|duesAccount.shownMinor)"/.test(text)
  const value = String(Object.values(condition ?? {})[0])
  return new RegExp(`"${field}":\\{"\\w+":"?${value}"?\\}`).test(text)
}

/** The front desk's usual questions to the list, at one press; every other one stands under Filters. */
export const PatientFilters = () => {
  const texts = usePanelTexts()
  const { handleWhereChange, query } = useListQuery()
  return (
    <div
      aria-label={texts('patient:filters:title')}
      role="group"
      style={{ display: 'flex', flexWrap: 'wrap', gap: '0.5rem', marginBottom: '1rem' }}
    >
      {ORDER.map((name) => {
        const isOn = isSame(query.where, FILTERS[name])
        return (
          <button
            aria-pressed={isOn}
            className={`pill pill--style-${isOn ? 'dark' : 'light'}`}
            key={name}
            onClick={() => void handleWhereChange?.(FILTERS[name])}
            style={{ border: 0, cursor: 'pointer', minHeight: '44px', padding: '0 1rem' }}
            type="button"
          >
            {texts(`patient:filters:${name}`)}
          </button>
        )
      })}
    </div>
  )
}
