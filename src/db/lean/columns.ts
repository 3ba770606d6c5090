import type { Adapter } from '../types.ts'
import { type LeanColumn, type LeanFields, leanFields } from './table.ts'

const known = new WeakMap<object, Map<string, LeanFields>>()

export const configOf = (adapter: Adapter, slug: string) =>
  adapter.payload.collections[slug as keyof Adapter['payload']['collections']].config

export const tableOf = (adapter: Adapter, slug: string): string =>
  adapter.tableNameMap.get(slug.replaceAll('-', '_')) ?? ''

const fieldsOf = (adapter: Adapter, slug: string): LeanFields => {
  const ofAdapter = known.get(adapter) ?? new Map<string, LeanFields>()
  known.set(adapter, ofAdapter)
  const fields =
    ofAdapter.get(slug) ??
    leanFields(adapter, {
      fields: configOf(adapter, slug).flattenedFields,
      table: tableOf(adapter, slug),
    })
  ofAdapter.set(slug, fields)
  return fields
}

/** What is read of a collection's documents; undefined where Payload must read one of the fields. */
export const columnsOf = (
  adapter: Adapter,
  slug: string,
  select?: Record<string, unknown>,
): readonly LeanColumn[] | undefined => {
  const columns: LeanColumn[] = []
  const values = Object.values(select ?? {})
  const leavesOut = values.length > 0 && values.every((value) => value === false)
  for (const [field, ofField] of fieldsOf(adapter, slug)) {
    if (leavesOut ? select?.[field] === false : select !== undefined && select[field] !== true) {
      continue
    }
    if (ofField === undefined) return undefined
    columns.push(...ofField)
  }
  return columns
}
