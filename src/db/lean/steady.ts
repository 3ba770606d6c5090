export interface Statement {
  readonly params: readonly unknown[]
  readonly sql: string
}

/** Payload joins tables under a random name each time. */
const RANDOM_NAME = /"[0-9a-f]{8}_[0-9a-f]{4}_[0-9a-f]{4}_[0-9a-f]{4}_[0-9a-f]{12}"/g
const LIST_OR_PARAM = / (not )?in \((\$\d+(?:, \$\d+)*)\)|\$(\d+)/g

/**
 * The same statement in words that do not change from one request to the next, so that the database
 * plans it once: joined tables are numbered, and a list of values is one value.
 */
export const steady = ({ params, sql }: Statement): Statement => {
  const names = new Map<string, string>()
  const values: unknown[] = []
  const valueAt = (param: string): unknown => params[Number(param) - 1]
  const text = sql
    .replace(RANDOM_NAME, (name) => {
      const known = names.get(name) ?? `"j${names.size + 1}"`
      names.set(name, known)
      return known
    })
    .replace(LIST_OR_PARAM, (...[, not, list, param]: (string | undefined)[]) => {
      values.push(
        list === undefined
          ? valueAt(param ?? '')
          : list.split(', ').map((name) => valueAt(name.slice(1))),
      )
      if (list === undefined) return `$${values.length}`
      return not === undefined ? ` = any ($${values.length})` : ` <> all ($${values.length})`
    })
  return { params: values, sql: text }
}
