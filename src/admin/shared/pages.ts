import { PLATFORM_ROLES, type PlatformRole, type Role, ROLES } from '../../domain/people/roles.ts'

export type ViewerRole = PlatformRole | Role

/** Our own pages: where they are, and for whom. To everybody else they do not exist. */
export const PAGES = {
  audit: { path: '/audit', roles: ['admin'] },
  board: { path: '/board', roles: ['admin', 'operator'] },
  breakGlass: { path: '/break-glass', roles: ['admin', 'super-admin'] },
  dashboard: { path: '/', roles: ['admin', 'accountant'] },
  security: { path: '/security', roles: [...PLATFORM_ROLES, ...ROLES] },
  settings: { path: '/clinic-settings', roles: ['admin'] },
  team: { path: '/team', roles: ['admin'] },
  today: { path: '/today', roles: ['therapist'] },
} as const satisfies Record<string, { path: string; roles: readonly ViewerRole[] }>

export type PageName = keyof typeof PAGES

export const isFor = (page: PageName, roles: readonly ViewerRole[]): boolean =>
  PAGES[page].roles.some((role) => roles.includes(role))

/** In this order the first page of a person's roles is theirs. @rule RPT-1 */
const LANDING: readonly PageName[] = ['dashboard', 'board', 'today']

export const landingOf = (roles: readonly ViewerRole[]): PageName | undefined =>
  LANDING.find((page) => isFor(page, roles))
