import type { CollectionConfig } from 'payload'
import { accessTo } from '../../access/collectionAccess.ts'
import { ROLES } from '../../domain/people/roles.ts'
import { activeField, titleField } from '../../fields/common.ts'
import { onlyActive, relationField, relationsField } from '../../fields/relations.ts'
import { preventDeletion } from '../../hooks/common/preventDeletion.ts'
import { ensureMemberIsFree } from '../../hooks/people/ensureMemberIsFree.ts'
import { ensureRolesExist } from '../../hooks/people/ensureRolesExist.ts'
import { freezeMember } from '../../hooks/people/freezeMember.ts'
import { keepLastAdmin } from '../../hooks/people/keepLastAdmin.ts'
import { keepPlatformToFirstAdmin } from '../../hooks/people/keepPlatformToFirstAdmin.ts'
import { preventOwnRoleChange } from '../../hooks/people/preventOwnRoleChange.ts'
import { slugs } from '../../slugs.ts'

/** Who may act where. Never written by a sign-in, read with every request (USR-2, USR-5). */
export const Memberships: CollectionConfig = {
  slug: slugs.memberships,
  access: accessTo(slugs.memberships),
  admin: {
    defaultColumns: ['user', 'roles', 'active'],
    group: 'people',
    useAsTitle: 'title',
  },
  disableBulkDelete: true,
  disableBulkEdit: true,
  disableDuplicate: true,
  fields: [
    titleField('user.fullName'),
    relationField({ name: 'user', required: true, to: slugs.users }),
    {
      name: 'roles',
      type: 'select',
      hasMany: true,
      options: [...ROLES],
      required: true,
    },
    relationsField({
      name: 'locations',
      filterOptions: onlyActive,
      to: slugs.locations,
    }),
    activeField,
  ],
  hooks: {
    beforeChange: [
      ensureRolesExist,
      freezeMember,
      ensureMemberIsFree,
      preventOwnRoleChange,
      keepPlatformToFirstAdmin,
      keepLastAdmin,
    ],
    beforeDelete: [preventDeletion],
  },
  lockDocuments: false,
}
