import { formatAdminURL } from 'payload/shared'
import type { Slug } from '../../slugs.ts'

export interface Condition {
  readonly field: string
  readonly is: readonly string[] | string
  readonly operator:
    'equals' | 'greater_than' | 'greater_than_equal' | 'in' | 'less_than' | 'not_in'
}

/**
 * The address of a generated list with a filter in place: any of the groups, each wholly. The list's own
 * filter knows fields of the collection and their operators only, a field that
 * is read from a relation by that path, and rewrites, loses or stumbles over everything else.
 */
export const listLink = (
  adminRoute: string,
  { collection, where }: { collection: Slug; where: readonly (readonly Condition[])[] },
): string => {
  const query = new URLSearchParams()
  for (const [group, conditions] of where.entries()) {
    for (const [index, { field, is, operator }] of conditions.entries()) {
      const key = `where[or][${group}][and][${index}][${field}][${operator}]`
      if (typeof is === 'string') query.append(key, is)
      else for (const [position, value] of is.entries()) query.append(`${key}[${position}]`, value)
    }
  }
  return `${formatAdminURL({ adminRoute, path: `/collections/${collection}` })}?${query.toString()}`
}
