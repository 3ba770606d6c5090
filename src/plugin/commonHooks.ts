import type { CollectionConfig } from 'payload'
import { ensureRelationsExist } from '../hooks/common/ensureRelationsExist.ts'
import { fillTenant } from '../hooks/common/fillTenant.ts'
import { lockDocument } from '../hooks/common/lockDocument.ts'
import { preventLargePages } from '../hooks/common/preventLargePages.ts'
import { preventSystemFieldWrites } from '../hooks/common/preventSystemFieldWrites.ts'
import { preventUnknownFields } from '../hooks/common/preventUnknownFields.ts'
import { tenantSlugs } from '../slugs.ts'

/** The promises that every collection of ours keeps, before its own hooks run. */
export const withCommonHooks = (collection: CollectionConfig): CollectionConfig => {
  const isTenantRow = (tenantSlugs as readonly string[]).includes(collection.slug)
  return {
    ...collection,
    hooks: {
      ...collection.hooks,
      beforeOperation: [
        preventUnknownFields,
        preventLargePages,
        lockDocument,
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
