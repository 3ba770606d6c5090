import { en } from '@payloadcms/translations/languages/en'
import type { Config } from 'payload'
import { catalogues, payloadInHindi } from '../translations/index.ts'

type Texts = NonNullable<NonNullable<Config['i18n']>['translations']>

/** Ours beside the host's, language by language. */
const withOurTexts = (theirs: Texts = {}): Texts => ({
  ...theirs,
  ...Object.fromEntries(
    Object.entries(catalogues).map(([language, caseload]) => [
      language,
      { ...theirs[language as keyof Texts], caseload },
    ]),
  ),
})

type Languages = NonNullable<NonNullable<Config['i18n']>['supportedLanguages']>

/** A section of Payload's texts in Hindi keeps English where there is no Hindi of ours. */
const hi = {
  dateFNSKey: 'en-US',
  translations: Object.fromEntries(
    [...new Set([...Object.keys(en.translations), ...Object.keys(payloadInHindi)])].map((part) => [
      part,
      {
        ...(en.translations as Record<string, object>)[part],
        ...(payloadInHindi as Record<string, object>)[part],
      },
    ]),
  ),
}

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
        header: [
          'caseload/rsc#SecondFactorGate',
          'caseload/rsc#BreakGlassBanner',
          ...(components?.header ?? []),
        ],
        views: {
          audit: { Component: 'caseload/rsc#AuditLog', exact: true, path: '/audit' },
          board: { Component: 'caseload/rsc#Board', exact: true, path: '/board' },
          breakGlass: { Component: 'caseload/rsc#BreakGlass', exact: true, path: '/break-glass' },
          dashboard: { Component: 'caseload/rsc#Landing' },
          invitation: {
            Component: 'caseload/rsc#InvitationPage',
            exact: true,
            path: '/accept-invitation',
          },
          login: { Component: 'caseload/rsc#SignIn' },
          patient: { Component: 'caseload/rsc#PatientPage', exact: true, path: '/patients/:id' },
          security: { Component: 'caseload/rsc#Security', exact: true, path: '/security' },
          settings: {
            Component: 'caseload/rsc#ClinicSettings',
            exact: true,
            path: '/clinic-settings',
          },
          session: { Component: 'caseload/rsc#SessionScreen', exact: true, path: '/sessions/:id' },
          team: { Component: 'caseload/rsc#Team', exact: true, path: '/team' },
          today: { Component: 'caseload/rsc#Today', exact: true, path: '/today' },
          ...components?.views,
        },
      },
    },
    i18n: {
      ...config.i18n,
      // Payload's types name the languages that it brings itself.
      supportedLanguages: { en, hi, ...config.i18n?.supportedLanguages } as Languages,
      translations: withOurTexts(config.i18n?.translations),
    },
  }
}
