import type { CollectionBeforeOperationHook, SelectType } from 'payload'
import { isProtected } from '../../domain/documents.ts'

const isLeavingOut = (select: SelectType): boolean =>
  Object.values(select).every((value) => value === false)

/** A list does not read protected texts unless they are selected by name. @rule SEC-8 */
export const omitProtectedFromLists: CollectionBeforeOperationHook = ({
  args,
  collection,
  operation,
}) => {
  const { id, select } = args as { id?: unknown; select?: SelectType }
  if (operation !== 'read' || id !== undefined) return args
  if (select !== undefined && !isLeavingOut(select)) return args
  const names = collection.flattenedFields.filter(isProtected).map(({ name }) => [name, false])
  return { ...args, select: { ...select, ...Object.fromEntries(names) } }
}
