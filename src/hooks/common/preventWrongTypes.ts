import type { CollectionBeforeOperationHook, FlattenedField } from 'payload'
import { type Doc, isDoc, valuesIn } from '../../domain/documents.ts'
import { badRequest, type FieldFault, validationError } from '../../domain/errors.ts'
import { OF_PAYLOAD, typeFaultOf } from '../../domain/fieldTypes.ts'
import { invalidInstant } from '../../domain/scheduling/errors.ts'

const faultsIn = (data: Doc, fields: readonly FlattenedField[]): FieldFault[] =>
  valuesIn(data, fields).flatMap(({ field, name, path, value }) => {
    const code = typeFaultOf(field ?? { type: OF_PAYLOAD[name] ?? 'json' }, value)
    return code === undefined ? [] : [{ code, field: path }]
  })

/**
 * A value of another type than its field's is a mistake, never read as something else: Payload would
 * take 5 for "5", and `{}` for no rows at all.
 * @rule SEC-6 API-3
 */
export const preventWrongTypes: CollectionBeforeOperationHook = ({
  args,
  collection,
  operation,
}) => {
  if (operation !== 'create' && operation !== 'update') return args
  const { data } = args as { data?: unknown }
  if (!isDoc(data)) throw badRequest({})
  const faults = faultsIn(data, collection.flattenedFields)
  const [first, ...others] = faults
  if (first === undefined) return args
  if (first.code === 'invalid_instant' && others.length === 0) {
    throw invalidInstant({ field: first.field })
  }
  throw validationError({ faults })
}
