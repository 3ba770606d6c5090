import type { CollectionBeforeOperationHook } from 'payload'
import { isDoc, valuesIn } from '../../domain/documents.ts'
import { unknownField } from '../../domain/errors.ts'
import { OF_PAYLOAD } from '../../domain/fieldTypes.ts'

/** What Payload puts into the rows of an array. */
const OF_ROWS = new Set(['blockName', 'blockType', 'id'])

/** A field nobody knows is a mistake, never ignored. @rule SEC-6 API-3 */
export const preventUnknownFields: CollectionBeforeOperationHook = ({
  args,
  collection,
  operation,
}) => {
  if (operation !== 'create' && operation !== 'update') return args
  const data = (args as { data?: unknown }).data
  if (!isDoc(data)) return args
  const fields = valuesIn(data, collection.flattenedFields)
    .filter(({ field, isInRow, name, path }) => {
      const isOfPayload = isInRow ? OF_ROWS.has(name) : path === name && name in OF_PAYLOAD
      return field === undefined && !isOfPayload
    })
    .map(({ path }) => path)
  if (fields.length > 0) throw unknownField({ fields })
  return args
}
