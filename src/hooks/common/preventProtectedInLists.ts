import type { CollectionBeforeOperationHook, SelectType } from 'payload'
import { isProtected } from '../../domain/documents.ts'

const isLeavingOut = (select: SelectType): boolean =>
  Object.values(select).every((value) => value === false)

/** A list does not read protected texts unless they are selected by name. @rule SEC-8 */
export const preventProtectedInLists: CollectionBeforeOperationHook = ({
  args,
  collection,
  operation,
}) => {
  const given = args as { id?: unknown; select?: null | SelectType }
  const { id, select } = given
  if (operation !== 'read' || id !== undefined) return args
  // GraphQL looks relations up with none at all.
  if (select !== undefined && select !== null && !isLeavingOut(select)) return args
  const names = collection.flattenedFields.filter(isProtected).map(({ name }) => [name, false])
  const omitted = Object.fromEntries(names) as Record<string, false>
  return { ...given, select: { ...select, ...omitted } } as typeof args
}
