import type { CheckboxField, CollectionConfig, Field, TextareaField } from 'payload'
import { isProtected } from '../domain/documents.ts'
import { ensureMayWriteProtected } from '../hooks/common/ensureMayWriteProtected.ts'
import { preventProtectedInLists } from '../hooks/common/preventProtectedInLists.ts'
import {
  leaveProtectedText,
  markProtectedText,
  openProtectedText,
  sealProtectedText,
} from './protectedTexts.ts'

const protect = (field: TextareaField): TextareaField => ({
  ...field,
  hooks: {
    ...field.hooks,
    // First when read, last when written: no other hook of the field sees the plain text in between.
    afterRead: [openProtectedText, ...(field.hooks?.afterRead ?? [])],
    beforeChange: [...(field.hooks?.beforeChange ?? []), sealProtectedText],
    beforeDuplicate: [leaveProtectedText],
  },
})

const mark = (field: CheckboxField, of: string): CheckboxField => ({
  ...field,
  hooks: { ...field.hooks, beforeChange: [markProtectedText(of)] },
})

const withHooks = (field: Field): Field => {
  if (field.type === 'textarea' && isProtected(field)) return protect(field)
  const of = (field.custom as { tellsOf?: string } | undefined)?.tellsOf
  return field.type === 'checkbox' && of !== undefined ? mark(field, of) : field
}

/**
 * Gives the protected texts of a collection, which stand at the top of its fields, what keeps them.
 * @rule SEC-8
 */
export const withProtectedFields = (collection: CollectionConfig): CollectionConfig => {
  if (!collection.fields.some(isProtected)) return collection
  return {
    ...collection,
    fields: collection.fields.map(withHooks),
    hooks: {
      ...collection.hooks,
      beforeOperation: [
        ensureMayWriteProtected,
        preventProtectedInLists,
        ...(collection.hooks?.beforeOperation ?? []),
      ],
    },
  }
}
