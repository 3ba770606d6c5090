import type {
  CollectionBeforeOperationHook,
  FlattenedField,
  PayloadRequest,
  SanitizedCollectionConfig,
} from 'payload'
import { isDoc, isProtected } from '../../domain/documents.ts'
import { badRequest } from '../../domain/errors.ts'

const pathsIn = (where: unknown): string[] =>
  isDoc(where)
    ? Object.entries(where).flatMap(([name, constraint]) =>
        Array.isArray(constraint) ? constraint.flatMap(pathsIn) : [name],
      )
    : []

const sortsIn = (sort: unknown): string[] => {
  const list = Array.isArray(sort) ? sort : [sort]
  return list
    .filter((one) => typeof one === 'string')
    .flatMap((one) => one.split(','))
    .map((one) => one.trim().replace(/^-/, ''))
}

const targetsOf = (field: FlattenedField): string[] => {
  const { relationTo } = field as { relationTo?: string | string[] }
  if (field.type === 'join') return [field.collection].flat()
  return field.type === 'relationship' || field.type === 'upload' ? [relationTo ?? []].flat() : []
}

/** Whether a path leads to a protected text, through groups, lists and relations. */
const isProtectedAt = (
  { payload }: PayloadRequest,
  fields: readonly FlattenedField[],
  path: readonly string[],
): boolean => {
  const [name, ...rest] = path
  const field = fields.find((one) => one.name === name)
  if (field === undefined) return false
  if (isProtected(field)) return true
  if (rest.length === 0) return false
  const inner = 'flattenedFields' in field ? [field.flattenedFields] : []
  const linked = targetsOf(field).map(
    (slug) => payload.collections[slug as 'patients'].config.flattenedFields,
  )
  return [...inner, ...linked].some((of) => isProtectedAt({ payload } as PayloadRequest, of, rest))
}

const isProtectedPath = (
  req: PayloadRequest,
  { flattenedFields }: SanitizedCollectionConfig,
  path: string,
): boolean => isProtectedAt(req, flattenedFields, path.replace(/^version\./, '').split('.'))

/** Nothing can be found or ordered by a protected text, from whatever collection. @rule SEC-8 API-3 */
export const preventProtectedFilters: CollectionBeforeOperationHook = ({
  args,
  collection,
  req,
}) => {
  const { sort, where } = args as { sort?: unknown; where?: unknown }
  const paths = [...pathsIn(where), ...sortsIn(sort)]
  if (paths.some((path) => isProtectedPath(req, collection, path))) throw badRequest({})
  return args
}
