import type { CheckboxField, TextareaField } from 'payload'
import { systemField } from './common.ts'

type Options = Pick<TextareaField, 'admin'> & {
  /** All three: who may write and read is never left open. */
  access: Required<NonNullable<TextareaField['access']>>
  name: string
}

/**
 * A text that is encrypted in the database, its versions and drafts, for one tenant, collection, field
 * and document, and decrypted only for whom `access.read` allows. Lists leave it out unless it is
 * selected; it cannot be filtered, sorted or searched. The plugin gives it its hooks. At most 20,000
 * characters.
 * @rule SEC-8
 */
export const protectedText = ({ access, admin, name }: Options): TextareaField => ({
  name,
  type: 'textarea',
  access,
  admin: {
    ...admin,
    disableBulkEdit: true,
    disableGroupBy: true,
    disableListColumn: true,
    disableListFilter: true,
  },
  custom: { isProtected: true },
})

/** Tells whoever may read the row that a protected text is there. */
export const protectedMark = ({ name, of }: { name: string; of: string }): CheckboxField =>
  systemField({
    name,
    type: 'checkbox',
    admin: { hidden: true },
    custom: { tellsOf: of },
    defaultValue: false,
  })
