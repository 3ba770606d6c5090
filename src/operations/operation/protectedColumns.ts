import type { FlattenedField, Payload } from 'payload'
import type { Adapter } from '../../db/types.ts'
import { isProtected } from '../../domain/documents.ts'

/** A column of a table that holds protected texts. */
export interface ProtectedColumn {
  readonly collection: string
  readonly column: string
  /** The column that names the document. */
  readonly document: string
  readonly field: string
  readonly table: string
}

type Columns = Readonly<Record<string, { readonly name: string } | undefined>>

/** Every column with protected texts, those of versions too, as the configuration has them. */
export const protectedColumns = (payload: Payload): ProtectedColumn[] => {
  const adapter = payload.db as unknown as Adapter
  const columnOf = (table: string, key: string): string | undefined =>
    (adapter.tables[table] as Columns | undefined)?.[key]?.name
  return Object.values(payload.collections).flatMap(({ config: { flattenedFields, slug } }) =>
    flattenedFields.filter(isProtected).flatMap(({ name: field }: FlattenedField) => {
      const table = slug.replaceAll('-', '_')
      const places = [
        { column: columnOf(table, field), document: 'id', table },
        {
          column: columnOf(`_${table}_v`, `version_${field}`),
          document: 'parent_id',
          table: `_${table}_v`,
        },
      ]
      return places.flatMap(({ column, ...place }) =>
        column === undefined ? [] : [{ ...place, collection: slug, column, field }],
      )
    }),
  )
}
