import { isUuid } from '../../../domain/ids.ts'
import { isDate } from '../../../domain/scheduling/wallClock.ts'

const NAMES = ['action', 'from', 'patient', 'resource', 'to', 'user'] as const

/** What the address asks for; what it could not be is left out. */
export type Asked = { readonly page: number } & Partial<Record<(typeof NAMES)[number], string>>

const isSensible = (name: string, value: string): boolean => {
  if (name === 'patient' || name === 'user') return isUuid(value)
  return name === 'from' || name === 'to' ? isDate(value) : value.length <= 100
}

export const askedIn = (search: Readonly<Record<string, unknown>> = {}): Asked => {
  const entries = NAMES.flatMap((name) => {
    const value = search[name]
    return typeof value === 'string' && value !== '' && isSensible(name, value)
      ? [[name, value] as const]
      : []
  })
  const page = Number(search.page)
  return {
    ...Object.fromEntries(entries),
    page: Number.isInteger(page) && page > 0 && page <= 10_000 ? page : 1,
  }
}

/** The same days and filters on another page. */
export const addressOf = ({ page, ...asked }: Asked, path: string): string =>
  `${path}?${new URLSearchParams({ ...asked, page: String(page) }).toString()}`
