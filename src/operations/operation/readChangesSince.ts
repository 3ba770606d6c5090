import { type DatabaseRequest, query } from '../../db/query.ts'

export interface Changes {
  /** Who changed the row last; a dash where the log does not say. */
  readonly by: string
  /** What was changed since, as the API names it. */
  readonly fields: readonly string[]
}

const CHANGES = `
  select l.changes, u.full_name as by
    from audit_log l left join users u on u.id = l.user_id
   where l.resource = $1 and l.document = $2 and l.changes is not null and l.action <> 'create'
     and l.at > to_timestamp($3::double precision / 1000)
   order by l.at desc limit 20`

/** Who changed what of a row since somebody read it, for whoever was too late. */
export const readChangesSince = async (
  req: DatabaseRequest,
  of: { document: string; resource: string; sinceMs: number },
): Promise<Changes> => {
  const rows = await query<{ by: string | null; changes: Record<string, unknown> }>(req, CHANGES, [
    of.resource,
    of.document,
    of.sinceMs,
  ])
  const fields = new Set(rows.flatMap(({ changes }) => Object.keys(changes)))
  return { by: rows[0]?.by ?? '–', fields: [...fields] }
}
