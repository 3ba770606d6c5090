import type { FilterOptions, RelationshipField, SingleRelationshipField } from 'payload'
import type { Slug } from '../slugs.ts'

type Unused = 'hasMany' | 'max' | 'maxRows' | 'min' | 'minRows' | 'relationTo' | 'validate'

type Options = Partial<Omit<SingleRelationshipField, 'name' | 'type' | Unused>> & {
  name: string
  to: Slug
}

/** One row of another collection of the same tenant; indexed. */
export const relationField = ({ name, to, ...rest }: Options): SingleRelationshipField => ({
  index: true,
  ...rest,
  name,
  type: 'relationship',
  hasMany: false,
  relationTo: to,
})

/** Several rows of another collection of the same tenant. */
export const relationsField = ({ name, to, ...rest }: Options): RelationshipField =>
  ({ ...rest, name, type: 'relationship', hasMany: true, relationTo: to }) as RelationshipField

/** Offers only rows that are in use. */
export const onlyActive: FilterOptions = () => ({ active: { not_equals: false } })
