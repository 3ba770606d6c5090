import type { CollectionConfig } from 'payload'
import { Availability } from '../collections/catalog/Availability.ts'
import { Pricing } from '../collections/catalog/Pricing.ts'
import { TherapyTypes } from '../collections/catalog/TherapyTypes.ts'
import { Notifications } from '../collections/messaging/Notifications.ts'
import { LedgerAccounts } from '../collections/money/LedgerAccounts.ts'
import { LedgerEntries } from '../collections/money/LedgerEntries.ts'
import { LedgerTransfers } from '../collections/money/LedgerTransfers.ts'
import { PaymentAllocations } from '../collections/money/PaymentAllocations.ts'
import { Payments } from '../collections/money/Payments.ts'
import { AuditLog } from '../collections/operation/AuditLog.ts'
import { AccountStates } from '../collections/people/AccountStates.ts'
import { Contacts } from '../collections/people/Contacts.ts'
import { Memberships } from '../collections/people/Memberships.ts'
import { createPatients } from '../collections/people/Patients.ts'
import { Users } from '../collections/people/Users.ts'
import { Attendances } from '../collections/scheduling/Attendances.ts'
import { SessionEvents } from '../collections/scheduling/SessionEvents.ts'
import { Sessions } from '../collections/scheduling/Sessions.ts'
import { Locations } from '../collections/tenancy/Locations.ts'
import { Rooms } from '../collections/tenancy/Rooms.ts'
import { Settings } from '../collections/tenancy/Settings.ts'
import { Tenants } from '../collections/tenancy/Tenants.ts'
import type { Preset } from '../domain/tenancy/presets.ts'
import { type Slug, slugs } from '../slugs.ts'
import { type CaseloadOptions, type Module, presetOf } from './options.ts'
import { withTexts } from './texts.ts'

/** In the order of the navigation. */
const createCollections = (preset: Preset): CollectionConfig[] => [
  Sessions,
  Attendances,
  SessionEvents,
  createPatients(preset),
  Contacts,
  TherapyTypes,
  Pricing,
  Availability,
  Payments,
  PaymentAllocations,
  LedgerAccounts,
  LedgerTransfers,
  LedgerEntries,
  Notifications,
  Users,
  Memberships,
  AccountStates,
  Locations,
  Rooms,
  Settings,
  Tenants,
  AuditLog,
]

const OF_MODULE: Readonly<Record<Module, readonly Slug[]>> = {
  messaging: [slugs.notifications],
  money: [
    slugs.payments,
    slugs.paymentAllocations,
    slugs.ledgerAccounts,
    slugs.ledgerEntries,
    slugs.ledgerTransfers,
  ],
  // Hides no collection: animals are patients.
  veterinary: [],
}

const hide = (collection: CollectionConfig): CollectionConfig => ({
  ...collection,
  admin: { ...collection.admin, hidden: true },
  endpoints: [],
})

/** What is refused stays told at its field, in the form of every collection. */
const keepRefusals = (collection: CollectionConfig): CollectionConfig => {
  const { components } = collection.admin ?? {}
  const before = components?.edit?.beforeDocumentControls ?? []
  const edit = {
    ...components?.edit,
    beforeDocumentControls: [...before, 'caseload/client#RefusalKeeper'],
  }
  return { ...collection, admin: { ...collection.admin, components: { ...components, edit } } }
}

/** Our collections with the host's modules and overrides applied. */
export const buildCollections = (options: CaseloadOptions): CollectionConfig[] => {
  const hidden = Object.entries(options.modules ?? {}).flatMap(([name, isOn]) =>
    !isOn ? OF_MODULE[name as Module] : [],
  )
  const preset = presetOf(options)
  return createCollections(preset).map((collection) => {
    const worded = keepRefusals(withTexts(collection, preset))
    const defaultCollection = hidden.includes(collection.slug as Slug) ? hide(worded) : worded
    const override = options.collections?.[collection.slug as Slug]
    return override === undefined ? defaultCollection : override({ defaultCollection })
  })
}

type Hooks = NonNullable<CollectionConfig['hooks']>

const joinHooks = (ours: Hooks = {}, theirs: Hooks = {}): Hooks => {
  const names = new Set([...Object.keys(ours), ...Object.keys(theirs)]) as Set<keyof Hooks>
  return Object.fromEntries(
    [...names].map((name) => [name, [...(ours[name] ?? []), ...(theirs[name] ?? [])]]),
  )
}

const namesOf = (collection: CollectionConfig): Set<string> =>
  new Set(collection.fields.flatMap((field) => ('name' in field ? [field.name] : [])))

/**
 * A host that already has `users` keeps it: our fields, access and hooks come first, and what the host
 * added beside them stays.
 */
export const joinWithHost = (
  ours: readonly CollectionConfig[],
  host: readonly CollectionConfig[],
): CollectionConfig[] => {
  const hostUsers = host.find(({ slug }) => slug === slugs.users)
  const clash = host.find(
    ({ slug }) => slug !== slugs.users && ours.some((collection) => collection.slug === slug),
  )
  if (clash !== undefined) {
    throw new Error(
      `caseload(): the collection "${clash.slug}" exists already; ours needs the name`,
    )
  }
  const joined = ours.map((collection) => {
    if (collection.slug !== slugs.users || hostUsers === undefined) return collection
    const known = namesOf(collection)
    return {
      ...hostUsers,
      ...collection,
      fields: [
        ...collection.fields,
        ...hostUsers.fields.filter((field) => !('name' in field) || !known.has(field.name)),
      ],
      hooks: joinHooks(collection.hooks, hostUsers.hooks),
    }
  })
  return [...host.filter(({ slug }) => slug !== slugs.users), ...joined]
}
