import type { CollectionBeforeOperationHook } from 'payload'
import { isDoc, isProtected } from '../../domain/documents.ts'
import { forbidden } from '../../domain/errors.ts'

/**
 * Refuses what Payload would drop in silence: a protected text from somebody who may not write it.
 * @rule SEC-8
 */
export const ensureMayWriteProtected: CollectionBeforeOperationHook = async ({
  args,
  collection,
  operation,
  overrideAccess,
  req,
}) => {
  if (overrideAccess === true || (operation !== 'create' && operation !== 'update')) return args
  const { data, id } = args as { data?: unknown; id?: number | string }
  if (!isDoc(data)) return args
  for (const field of collection.flattenedFields.filter(isProtected)) {
    const value = data[field.name]
    const isUntouched = value === undefined || (operation === 'create' && (value ?? '') === '')
    const access = 'access' in field ? field.access?.[operation] : undefined
    const of = { data, req, siblingData: data, ...(id === undefined ? {} : { id }) }
    if (!isUntouched && (await access?.(of)) !== true) {
      throw forbidden({ action: `${collection.slug}.${operation}`, field: field.name })
    }
  }
  return args
}
