import type { Config } from 'payload'
import { catalogues } from '../translations/index.ts'

const translations = Object.fromEntries(
  Object.entries(catalogues).map(([language, caseload]) => [language, { caseload }]),
)

/** Our pages and texts in the host's admin panel. What the host has set itself stays. */
export const withScreens = (config: Config): Config => {
  const { components } = config.admin ?? {}
  return {
    ...config,
    admin: {
      ...config.admin,
      components: {
        ...components,
        beforeNavLinks: ['caseload/rsc#ScreenLinks', ...(components?.beforeNavLinks ?? [])],
        views: {
          dashboard: { Component: 'caseload/rsc#Landing' },
          ...components?.views,
        },
      },
    },
    i18n: {
      ...config.i18n,
      translations: { ...config.i18n?.translations, ...translations },
    },
  }
}
