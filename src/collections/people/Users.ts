import type { CollectionConfig } from 'payload'
import { accessTo, canChangePerson, canEnterAdmin } from '../../access/collectionAccess.ts'
import { canSeeIdentity, nobody } from '../../access/fieldAccess.ts'
import { firstRegisterIsOff } from '../../endpoints/signIn/firstRegisterIsOff.ts'
import { invitationEndpoints } from '../../endpoints/signIn/invitationEndpoints.ts'
import { mfaEndpoints } from '../../endpoints/signIn/mfaEndpoints.ts'
import { signInEndpoints } from '../../endpoints/signIn/signInEndpoints.ts'
import { colourField } from '../../fields/text.ts'
import { preventDeletion } from '../../hooks/common/preventDeletion.ts'
import { ensureAccountMaySignIn } from '../../hooks/signIn/ensureAccountMaySignIn.ts'
import { recordSignOut } from '../../hooks/signIn/recordSignOut.ts'
import { ensureEmailIsFree } from '../../hooks/people/ensureEmailIsFree.ts'
import {
  ensurePasswordIsStrong,
  ensurePasswordIsStrongOnReset,
} from '../../hooks/people/ensurePasswordIsStrong.ts'
import { ensurePersonIsNamed } from '../../hooks/people/ensurePersonIsNamed.ts'
import { ensureSignInIsRight } from '../../hooks/signIn/ensureSignInIsRight.ts'
import { fillRights } from '../../hooks/people/fillRights.ts'
import { fillTitle } from '../../hooks/people/fillTitle.ts'
import { fillOurToken } from '../../hooks/signIn/fillOurToken.ts'
import { keepOwnAccount } from '../../hooks/people/keepOwnAccount.ts'
import { keepSharedIdentity } from '../../hooks/people/keepSharedIdentity.ts'
import { normaliseEmail } from '../../hooks/people/normaliseEmail.ts'
import { recordAccountState } from '../../hooks/people/recordAccountState.ts'
import { slugs } from '../../slugs.ts'

/**
 * Identity only (USR-1). Forms rewrite this row, so nothing that must not be lost stands here: roles are in
 * memberships, activity in account-states, sign-ins and second factors in tables of their own.
 */
export const Users: CollectionConfig = {
  slug: slugs.users,
  access: { ...accessTo(slugs.users), admin: canEnterAdmin, update: canChangePerson },
  admin: {
    components: { edit: { beforeDocumentControls: ['caseload/client#SecurityLink'] } },
    defaultColumns: ['fullName', 'email', 'specialties'],
    group: 'people',
    listSearchableFields: ['fullName', 'email'],
    useAsTitle: 'fullName',
  },
  auth: {
    depth: 0,
    // Sign-ins and failures are rows of their own (SEC-1, SEC-3): a sign-in leaves this row as it is.
    maxLoginAttempts: 0,
    tokenExpiration: 15 * 60,
    useSessions: false,
  },
  disableBulkDelete: true,
  disableBulkEdit: true,
  endpoints: [firstRegisterIsOff, ...signInEndpoints, ...mfaEndpoints, ...invitationEndpoints],
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
    afterLogout: [recordSignOut],
    afterOperation: [fillOurToken],
    afterRead: [fillRights],
    beforeChange: [
      ensurePersonIsNamed,
      keepOwnAccount,
      keepSharedIdentity,
      ensureEmailIsFree,
      ensurePasswordIsStrong,
      fillTitle,
    ],
    beforeDelete: [preventDeletion],
    beforeLogin: [ensureAccountMaySignIn],
    beforeOperation: [ensureSignInIsRight, ensurePasswordIsStrongOnReset],
    beforeValidate: [normaliseEmail],
  },
  lockDocuments: false,
}
