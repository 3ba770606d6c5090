import type { CollectionConfig } from 'payload'
import { accessTo } from '../../access/collectionAccess.ts'
import { PLATFORM_ROLES } from '../../domain/people/roles.ts'
import { titleField } from '../../fields/common.ts'
import { relationField } from '../../fields/relations.ts'
import { preventDeletion } from '../../hooks/common/preventDeletion.ts'
import { keepLastAdminAccount } from '../../hooks/people/keepLastAdmin.ts'
import { preventOwnRoleChange } from '../../hooks/people/preventOwnRoleChange.ts'
import { slugs } from '../../slugs.ts'

/** What a sign-in must never rewrite: whether an account is active, and its platform role (USR-1). */
export const AccountStates: CollectionConfig = {
  slug: slugs.accountStates,
  access: accessTo(slugs.accountStates),
  admin: {
    defaultColumns: ['user', 'active', 'platformRole'],
    group: 'people',
    useAsTitle: 'title',
  },
  disableBulkDelete: true,
  disableBulkEdit: true,
  disableDuplicate: true,
  fields: [
    titleField('user.fullName'),
    { ...relationField({ name: 'user', required: true, to: slugs.users }), unique: true },
    {
      name: 'active',
      type: 'checkbox',
      defaultValue: true,
    },
    { name: 'platformRole', type: 'select', options: [...PLATFORM_ROLES] },
  ],
  hooks: {
    beforeChange: [preventOwnRoleChange, keepLastAdminAccount],
    beforeDelete: [preventDeletion],
  },
  lockDocuments: false,
}
