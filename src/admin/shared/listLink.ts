import { formatAdminURL } from 'payload/shared'
import type { Slug } from '../../slugs.ts'

export interface Condition {
  readonly field: string
  readonly is: readonly string[] | string
  readonly operator:
    'equals' | 'greater_than' | 'greater_than_equal' | 'less_than' | 'less_than_equal' | 'not_in'
}

/** The address of a generated list with a filter in place. */
export const listLink = (
  adminRoute: string,
  { collection, where }: { collection: Slug; where: readonly Condition[] },
): string => {
  const query = new URLSearchParams()
  for (const [index, { field, is, operator }] of where.entries()) {
    const key = `where[or][0][and][${index}][${field}][${operator}]`
    if (typeof is === 'string') query.append(key, is)
    else for (const [position, value] of is.entries()) query.append(`${key}[${position}]`, value)
  }
  return `${formatAdminURL({ adminRoute, path: `/collections/${collection}` })}?${query.toString()}`
}
