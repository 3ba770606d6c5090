import type { CollectionConfig } from 'payload'
import { accessTo, canEnterAdmin } from '../../access/collectionAccess.ts'
import { canSeeIdentity, nobody } from '../../access/fieldAccess.ts'
import { firstRegisterIsOff } from '../../endpoints/people/firstRegisterIsOff.ts'
import { colourField } from '../../fields/text.ts'
import { preventDeletion } from '../../hooks/common/preventDeletion.ts'
import { ensureAccountMaySignIn } from '../../hooks/people/ensureAccountMaySignIn.ts'
import { ensureEmailIsFree } from '../../hooks/people/ensureEmailIsFree.ts'
import {
  ensurePasswordIsStrong,
  ensurePasswordIsStrongOnReset,
} from '../../hooks/people/ensurePasswordIsStrong.ts'
import { ensurePersonIsNamed } from '../../hooks/people/ensurePersonIsNamed.ts'
import { fillRights } from '../../hooks/people/fillRights.ts'
import { fillTitle } from '../../hooks/people/fillTitle.ts'
import { keepSharedIdentity } from '../../hooks/people/keepSharedIdentity.ts'
import { normaliseEmail } from '../../hooks/people/normaliseEmail.ts'
import { recordAccountState } from '../../hooks/people/recordAccountState.ts'
import { slugs } from '../../slugs.ts'

/**
 * Identity only (USR-1). A sign-in rewrites this row, so nothing that must not be lost stands here:
 * roles are in memberships, activity in account-states.
 */
export const Users: CollectionConfig = {
  slug: slugs.users,
  access: { ...accessTo(slugs.users), admin: canEnterAdmin },
  admin: {
    defaultColumns: ['fullName', 'email', 'specialties'],
    group: 'people',
    listSearchableFields: ['fullName', 'email'],
    useAsTitle: 'fullName',
  },
  auth: {
    depth: 0,
    lockTime: 15 * 60 * 1000,
    maxLoginAttempts: 5,
    tokenExpiration: 8 * 60 * 60,
  },
  disableBulkDelete: true,
  disableBulkEdit: true,
  endpoints: [firstRegisterIsOff],
  fields: [
    {
      name: 'email',
      type: 'email',
      access: { read: canSeeIdentity },
      required: true,
      unique: true,
    },
    {
      type: 'row',
      fields: [
        { name: 'firstName', type: 'text', required: true },
        { name: 'lastName', type: 'text', required: true },
      ],
    },
    {
      name: 'fullName',
      type: 'text',
      access: { create: nobody, update: nobody },
      admin: { hidden: true },
      index: true,
    },
    { name: 'specialties', type: 'text', hasMany: true },
    colourField({
      name: 'colour',
      admin: { position: 'sidebar' },
    }),
    {
      name: 'tenants',
      type: 'array',
      access: { create: nobody, update: nobody },
      admin: { hidden: true },
      fields: [{ name: 'tenant', type: 'relationship', relationTo: slugs.tenants }],
      virtual: true,
    },
    {
      name: 'rights',
      type: 'json',
      access: { create: nobody, update: nobody },
      admin: { hidden: true },
      virtual: true,
    },
  ],
  hooks: {
    afterChange: [recordAccountState],
    afterRead: [fillRights],
    beforeChange: [
      ensurePersonIsNamed,
      keepSharedIdentity,
      ensureEmailIsFree,
      ensurePasswordIsStrong,
      fillTitle,
    ],
    beforeDelete: [preventDeletion],
    beforeLogin: [ensureAccountMaySignIn],
    beforeOperation: [ensurePasswordIsStrongOnReset],
    beforeValidate: [normaliseEmail],
  },
  lockDocuments: false,
}
