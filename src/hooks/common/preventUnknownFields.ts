import type { CollectionBeforeOperationHook, FlattenedField } from 'payload'
import { unknownField } from '../../domain/errors.ts'

/** What Payload itself puts beside the fields of a collection. */
const OF_PAYLOAD = new Set([
  '_status',
  '_strategy',
  'collection',
  'confirm-password',
  'createdAt',
  'id',
  'password',
  'updatedAt',
])

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const unknownIn = (
  data: Record<string, unknown>,
  fields: readonly FlattenedField[],
  path: string,
): string[] =>
  Object.entries(data).flatMap(([name, value]) => {
    const field = fields.find((candidate) => candidate.name === name)
    if (field === undefined) return OF_PAYLOAD.has(name) ? [] : [`${path}${name}`]
    if (field.type === 'group' && isRecord(value)) {
      return unknownIn(value, field.flattenedFields, `${path}${name}.`)
    }
    if (field.type === 'array' && Array.isArray(value)) {
      return value.flatMap((row: unknown, index) =>
        isRecord(row)
          ? unknownIn(row, field.flattenedFields, `${path}${name}.${index}.`).filter(
              (found) => !found.endsWith('.id') && !found.endsWith('.blockType'),
            )
          : [],
      )
    }
    return []
  })

/** A field nobody knows is a mistake, never ignored. @rule SEC-6 API-3 */
export const preventUnknownFields: CollectionBeforeOperationHook = ({
  args,
  collection,
  operation,
}) => {
  if (operation !== 'create' && operation !== 'update') return args
  const data = (args as { data?: unknown }).data
  if (!isRecord(data)) return args
  const fields = unknownIn(data, collection.flattenedFields, '')
  if (fields.length > 0) throw unknownField({ fields })
  return args
}
