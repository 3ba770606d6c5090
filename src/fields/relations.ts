import type {
  FilterOptions,
  RelationshipField,
  RelationshipFieldSingleValidation,
  SingleRelationshipField,
} from 'payload'
import type { Slug } from '../slugs.ts'

type Unused = 'hasMany' | 'max' | 'maxRows' | 'min' | 'minRows' | 'relationTo' | 'validate'

type Options = Partial<Omit<SingleRelationshipField, 'name' | 'type' | Unused>> & {
  name: string
  to: Slug
}

/**
 * Only whether something is chosen. That it exists, in the same tenant, is asked once for all relations
 * of a document (ensureRelationsExist); Payload would ask for each of them again, with its own query.
 */
const isChosen: RelationshipFieldSingleValidation = (value, { req, required }) =>
  required === true && (value === null || value === undefined) ? req.t('validation:required') : true

/** One row of another collection of the same tenant; indexed. */
export const relationField = ({ name, to, ...rest }: Options): SingleRelationshipField => ({
  index: true,
  ...rest,
  name,
  type: 'relationship',
  hasMany: false,
  relationTo: to,
  validate: isChosen,
})

/** Several rows of another collection of the same tenant. */
export const relationsField = ({ name, to, ...rest }: Options): RelationshipField => ({
  ...rest,
  name,
  type: 'relationship',
  hasMany: true,
  relationTo: to,
  validate: () => true,
})

/** Offers only rows that are in use. */
export const onlyActive: FilterOptions = () => ({ active: { not_equals: false } })
