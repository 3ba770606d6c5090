import type { Role } from '../../domain/people/roles.ts'

/** Our own pages: where they are, and for whom. To everybody else they do not exist. */
export const PAGES = {
  audit: { path: '/audit', roles: ['admin'] },
  board: { path: '/board', roles: ['admin', 'operator'] },
  dashboard: { path: '/', roles: ['admin', 'accountant'] },
  settings: { path: '/clinic-settings', roles: ['admin'] },
  today: { path: '/today', roles: ['therapist'] },
} as const satisfies Record<string, { path: string; roles: readonly Role[] }>

export type PageName = keyof typeof PAGES

export const isFor = (page: PageName, roles: readonly Role[]): boolean =>
  PAGES[page].roles.some((role) => roles.includes(role))

/** In this order the first page of a person's roles is theirs. @rule RPT-1 */
const LANDING: readonly PageName[] = ['dashboard', 'board', 'today']

export const landingOf = (roles: readonly Role[]): PageName | undefined =>
  LANDING.find((page) => isFor(page, roles))
