import { definePlugin } from 'payload'
import type { Config, Plugin } from 'payload'
import { tenantsOfCall } from '../access/readers.ts'
import { decorateAdapter } from '../db/adapter.ts'
import { dashboardEndpoint } from '../endpoints/operation/dashboardEndpoint.ts'
import { PRESET_VALUES } from '../domain/tenancy/presets.ts'
import { type Services, SERVICES_KEY } from '../operations/common/services.ts'
import { deriveKeyRing, type KeyRing, parseKeyRing } from '../operations/operation/keyRing.ts'
import { systemClock } from '../providers/clock/clock.ts'
import { sandboxProvider } from '../providers/messages/sandbox.ts'
import { slugs } from '../slugs.ts'
import { answerErrors } from './answers.ts'
import { buildCollections, joinWithHost } from './collections.ts'
import { withCommandLine } from './commandLine.ts'
import { withCommonHooks } from './commonHooks.ts'
import { type CaseloadOptions, checkOptions, presetOf } from './options.ts'
import { withSafeCookies } from './cookies.ts'
import { withProtectedFields } from './protectedFields.ts'
import { withQueryLimits } from './queryLimits.ts'
import { recordRefusal } from './refusals.ts'
import { withScreens } from './screens.ts'
import { keepPayloadTokensOut, withOurSignIn } from './signIn.ts'
import { withTenants } from './tenants.ts'

/** Read when first used: while types are generated there is no secret. */
const keysOf = ({ secret }: Config, { encryptionKeys }: CaseloadOptions): (() => KeyRing) => {
  let ring: KeyRing | undefined
  return () =>
    (ring ??= encryptionKeys === undefined ? deriveKeyRing(secret) : parseKeyRing(encryptionKeys))
}

const buildServices = (config: Config, options: CaseloadOptions): Services => {
  const { clock, email, sandboxDirectory = '.data/sent', sms } = options.providers ?? {}
  return {
    clock: clock ?? systemClock,
    keys: keysOf(config, options),
    siteUrl: options.siteUrl ?? '',
    messages: {
      email: email ?? sandboxProvider({ channel: 'email', directory: sandboxDirectory }),
      sms: sms ?? sandboxProvider({ channel: 'sms', directory: sandboxDirectory }),
    },
  }
}

/** No host's field or hook makes more of a person than our tables say. */
const hasOurUsersAlone = ({ collections = [] }: Config, options: CaseloadOptions): boolean =>
  !collections.some(({ slug }) => slug === slugs.users) &&
  options.collections?.[slugs.users] === undefined

const withCaseload = (config: Config, options: CaseloadOptions): Config => ({
  ...config,
  admin: {
    ...config.admin,
    custom: {
      ...(config.admin?.custom as Record<string, unknown> | undefined),
      caseload: { labels: PRESET_VALUES[presetOf(options)].labels },
    },
    user: config.admin?.user ?? slugs.users,
  },
  collections: joinWithHost(
    buildCollections(options).map((collection) =>
      withCommonHooks(withProtectedFields(withSafeCookies(collection, config))),
    ),
    config.collections ?? [],
  ).map((collection) => withOurSignIn(collection, hasOurUsersAlone(config, options))),
  custom: { ...config.custom, [SERVICES_KEY]: buildServices(config, options) },
  db: decorateAdapter(config.db, { tenantsOf: tenantsOfCall }),
  defaultDepth: config.defaultDepth ?? 0,
  endpoints: [...(config.endpoints ?? []), dashboardEndpoint],
  hooks: {
    ...config.hooks,
    afterError: [
      ...(config.hooks?.afterError ?? []),
      recordRefusal,
      answerErrors(presetOf(options)),
    ],
  },
  // Refusals are expected: one line each, without values.
  loggingLevels: { ...config.loggingLevels, Refusal: 'info' } as Config['loggingLevels'],
  maxDepth: config.maxDepth ?? 2,
  onInit: async (payload) => {
    keepPayloadTokensOut(payload)
    await config.onInit?.(payload)
  },
})

const plugin = definePlugin<CaseloadOptions>({
  order: 50,
  plugin: ({ config, plugins: _plugins, ...options }) => {
    checkOptions(options)
    return withTenants(withQueryLimits(withCommandLine(withScreens(withCaseload(config, options)))))
  },
  slug: 'caseload',
})

/**
 * A clinic platform for any Payload 3.9x app on Postgres: people, sessions, money, messages, many
 * clinics in one database.
 *
 * Needs `postgresAdapter({ idType: 'uuidv7', push: false })`. It decorates that adapter and runs the
 * multi-tenant plugin itself, last; `payload migrate` also puts the guards in place.
 */
export const caseload = (options: CaseloadOptions = {}): Plugin => plugin(options)
