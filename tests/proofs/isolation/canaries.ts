import type { FlattenedField } from 'payload'
import { isProtected } from '../../../src/domain/documents.ts'
import type { TestApp } from '../../support/app.ts'
import { withClient } from '../../support/sql.ts'

/** Stands in every text of a clinic: which clinic, which table, which row. */
export const CANARY = /qx([abc])-([a-z_]+)-([0-9a-f]{12})/g

/** Words that rules read, which would not be what they are with anything added to them. */
const HAVE_MEANING =
  /^(?:timezone|currency|locale|country|kind|sub|colour|slug|language|role|sourceKind|sourceId|chargeId|duplicateOf|bornOn|startTime|endTime|window.*Time|effective.*On|key|hash|requestKey|channel|purpose|at|path|provider|icon)$/

const snake = (name: string): string => name.replaceAll(/[A-Z]/g, (c) => `_${c.toLowerCase()}`)

const textsIn = (fields: readonly FlattenedField[], prefix = ''): string[] =>
  fields.flatMap((field) => {
    if ('virtual' in field && Boolean(field.virtual)) return []
    const path = prefix === '' ? snake(field.name) : `${prefix}_${snake(field.name)}`
    if (field.type === 'group') return textsIn(field.flattenedFields, path)
    const isText = field.type === 'text' || field.type === 'textarea' || field.type === 'email'
    const isMany = 'hasMany' in field && field.hasMany === true
    // What is encrypted is written as people write it (stage.ts).
    const isPlain = isText && !isProtected(field)
    const isHidden = 'hidden' in field && field.hidden === true
    return isPlain && !isMany && !isHidden && !HAVE_MEANING.test(field.name) ? [path] : []
  })

/** Texts that are no field of a collection: lists, kept answers, versions. */
const BESIDE: Readonly<Record<string, readonly string[]>> = {
  patients_texts: ['text'],
}

export type Mark = 'a' | 'b' | 'c'

/** Stands for a table in the canaries of medical notes, which fewer people may read than their patient. */
export const NOTES = 'medical_notes'

/** Writes a canary behind every text of the clinic, past every trigger. */
export const placeCanaries = async (
  app: TestApp,
  { mark, tenant }: { mark: Mark; tenant: string },
): Promise<number> => {
  const tables: Record<string, readonly string[]> = { ...BESIDE }
  for (const { flattenedFields, slug } of app.config.collections) {
    if (!slug.startsWith('payload-')) tables[slug.replaceAll('-', '_')] = textsIn(flattenedFields)
  }
  return withClient(app.database, 'superuser', async (root) => {
    await root.query('set session_replication_role = replica')
    const { rows } = await root.query<{ col: string; tab: string; tenant_col: string }>(
      `select table_name as tab, column_name as col from information_schema.columns
        where table_schema = 'public' and data_type in ('character varying', 'text')`,
    )
    const known = new Set(rows.map(({ col, tab }) => `${tab}.${col}`))
    let placed = 0
    for (const [table, columns] of Object.entries(tables)) {
      const there = columns.filter((column) => known.has(`${table}.${column}`))
      if (there.length === 0) continue
      const of = OF_TENANT[table] ?? 'tenant_id = $1'
      const sets = there.map((column) => {
        const canary = `'qx${mark}-${table}-' || right(replace(id::text, '-', ''), 12)`
        const text = column === 'email' ? `${canary} || '@test.example'` : canary
        const old = column === 'email' ? text : `coalesce("${column}" || ' ', '') || ${text}`
        return `"${column}" = ${old}`
      })
      const { rowCount } = await root.query(
        `update "${table}" set ${sets.join(', ')} where ${of}`,
        [tenant],
      )
      placed += (rowCount ?? 0) * there.length
    }
    const { rowCount: lines } = await root.query(LOG_CANARIES, [tenant, mark])
    return placed + (lines ?? 0) * 2
  })
}

/** What a line of the log says happened is no text of a field. */
const LOG_CANARIES = `
  update audit_log l
     set facts = coalesce(l.facts, '{}') || jsonb_build_object('note', c.canary),
         changes = coalesce(l.changes, '{}') || jsonb_build_object('note', jsonb_build_array(null, c.canary))
    from (select id, 'qx' || $2::text || '-audit_log-' || right(replace(id::text, '-', ''), 12) as canary
            from audit_log where tenant_id = $1) c
   where l.id = c.id`

const OF_TENANT: Readonly<Record<string, string>> = {
  customers: 'id = $1',
  account_states: 'user_id = $1',
  tenants: 'id = $1',
  users: 'id in (select user_id from memberships where tenant_id = $1)',
}
