import {
  type DocumentNode,
  GraphQLError,
  Kind,
  type SelectionSetNode,
  type ValidationRule,
} from 'graphql'
import type { Config } from 'payload'
import { queryTooLarge, type Refusal } from '../domain/errors.ts'

/** More than screens and reports ask for, less than hurts. */
export const QUERY_LIMITS = { aliases: 15, fields: 1_000, levels: 10, 'root fields': 15 } as const

interface Size {
  readonly aliases: number
  readonly fields: number
  readonly levels: number
}
const NOTHING: Size = { aliases: 0, fields: 0, levels: 0 }

const sum = (sizes: readonly Size[]): Size => ({
  aliases: sizes.reduce((total, { aliases }) => total + aliases, 0),
  fields: sizes.reduce((total, { fields }) => total + fields, 0),
  levels: Math.max(0, ...sizes.map(({ levels }) => levels)),
})

/** Measures sets with the fragments that they spread, each fragment once, however often it is spread. */
const createMeasure = (document: DocumentNode) => {
  const fragments = new Map(
    document.definitions.flatMap((one) =>
      one.kind === Kind.FRAGMENT_DEFINITION ? [[one.name.value, one.selectionSet] as const] : [],
    ),
  )
  const sizes = new Map<string, Size>()
  const ofFragment = (name: string): Size => {
    const set = fragments.get(name)
    const known = sizes.get(name)
    if (set === undefined || known !== undefined) return known ?? NOTHING
    // A fragment that spreads itself is refused by GraphQL's own rules.
    sizes.set(name, NOTHING)
    const size = measure(set)
    sizes.set(name, size)
    return size
  }
  const measure = ({ selections }: SelectionSetNode): Size =>
    sum(
      selections.map((selection) => {
        if (selection.kind === Kind.FRAGMENT_SPREAD) return ofFragment(selection.name.value)
        if (selection.kind === Kind.INLINE_FRAGMENT) return measure(selection.selectionSet)
        const { alias, name, selectionSet } = selection
        // The shape of the schema is deep by nature, and nobody asks for it in production.
        const isShape = name.value.startsWith('__')
        const below = selectionSet === undefined || isShape ? NOTHING : measure(selectionSet)
        return {
          aliases: below.aliases + (alias === undefined ? 0 : 1),
          fields: below.fields + 1,
          levels: below.levels + 1,
        }
      }),
    )
  return {
    measure,
    rootFields: (set: SelectionSetNode): number =>
      set.selections.reduce((total, selection) => {
        if (selection.kind === Kind.FIELD) return total + 1
        return selection.kind === Kind.INLINE_FRAGMENT
          ? total + measure(selection.selectionSet).fields
          : total + ofFragment(selection.name.value).fields
      }, 0),
  }
}

/** Why a document asks for too much, if it does. @rule SEC-7 */
export const queryFault = (document: DocumentNode): Refusal | undefined => {
  const { measure, rootFields } = createMeasure(document)
  for (const definition of document.definitions) {
    if (definition.kind !== Kind.OPERATION_DEFINITION) continue
    const set = definition.selectionSet
    const sizes = { ...measure(set), 'root fields': rootFields(set) }
    for (const what of ['root fields', 'aliases', 'levels', 'fields'] as const) {
      if (sizes[what] > QUERY_LIMITS[what]) {
        return queryTooLarge({ max: QUERY_LIMITS[what], of: what })
      }
    }
  }
  return undefined
}

/** For servers that are not ours; ours asks before Payload reads the query. */
const refuseLargeQueries: ValidationRule = (context) => ({
  Document(document) {
    const fault = queryFault(document)
    if (fault === undefined) return
    const { data, message, name, status } = fault
    context.reportError(
      new GraphQLError(message, { extensions: { data, name, statusCode: status } }),
    )
  },
})

/** The host's own rules stay. */
export const withQueryLimits = (config: Config): Config => ({
  ...config,
  graphQL: {
    ...config.graphQL,
    validationRules: (args) => [
      ...(config.graphQL?.validationRules?.(args) ?? []),
      refuseLargeQueries,
    ],
  },
})
