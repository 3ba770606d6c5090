import type { CollectionConfig } from 'payload'
import { nobodyByHand } from '../access/collectionAccess.ts'
import { isGrantable, isPermission } from '../access/permissions.ts'
import { ensureBreakGlass } from '../hooks/common/ensureBreakGlass.ts'
import { noVersionsEndpoints } from '../endpoints/common/noVersionsEndpoints.ts'
import { ensureMayChange } from '../hooks/common/ensureMayChange.ts'
import { ensureRelationsExist } from '../hooks/common/ensureRelationsExist.ts'
import { fillTenant } from '../hooks/common/fillTenant.ts'
import { preventLargePages } from '../hooks/common/preventLargePages.ts'
import { preventLostUpdates } from '../hooks/common/preventLostUpdates.ts'
import { preventProtectedFilters } from '../hooks/common/preventProtectedFilters.ts'
import { preventStaleWrites } from '../hooks/common/preventStaleWrites.ts'
import { preventSystemFieldWrites } from '../hooks/common/preventSystemFieldWrites.ts'
import { preventUnknownFields } from '../hooks/common/preventUnknownFields.ts'
import { preventUnreadableFilters } from '../hooks/common/preventUnreadableFilters.ts'
import { preventWrongTypes } from '../hooks/common/preventWrongTypes.ts'
import { recordDeletion } from '../hooks/operation/recordDeletion.ts'
import { recordRead } from '../hooks/operation/recordRead.ts'
import { recordWrite } from '../hooks/operation/recordWrite.ts'
import { isOfPatients } from '../operations/operation/patientsOf.ts'
import { tenantSlugs } from '../slugs.ts'

const isChangedByHand = ({ access, slug }: CollectionConfig): boolean =>
  (['update', 'delete'] as const).some((action) => {
    const name = `${slug}.${action}`
    return isPermission(name) && isGrantable(name) && access?.[action] !== nobodyByHand
  })

/** The promises that every collection of ours keeps, before its own hooks run. */
export const withCommonHooks = (collection: CollectionConfig): CollectionConfig => {
  const isTenantRow = (tenantSlugs as readonly string[]).includes(collection.slug)
  return {
    ...collection,
    endpoints: [
      ...(collection.endpoints || []),
      ...(collection.versions ? [] : noVersionsEndpoints),
    ],
    hooks: {
      ...collection.hooks,
      // Before what follows from a write, so that its own line says what was asked for.
      afterChange: [recordWrite, ...(collection.hooks?.afterChange ?? [])],
      afterDelete: [recordDeletion, ...(collection.hooks?.afterDelete ?? [])],
      afterOperation: [
        ...(collection.hooks?.afterOperation ?? []),
        ...(isOfPatients(collection.slug) ? [recordRead] : []),
      ],
      beforeOperation: [
        ensureMayChange,
        ...(isTenantRow ? [ensureBreakGlass] : []),
        preventUnknownFields,
        preventWrongTypes,
        preventLargePages,
        preventUnreadableFilters,
        preventProtectedFilters,
        // Our role may not even lock what only the system writes.
        ...(isChangedByHand(collection) ? [preventLostUpdates, preventStaleWrites] : []),
        preventSystemFieldWrites,
        ...(collection.hooks?.beforeOperation ?? []),
      ],
      beforeValidate: [
        ...(isTenantRow ? [fillTenant, ensureRelationsExist] : []),
        ...(collection.hooks?.beforeValidate ?? []),
      ],
    },
  }
}
