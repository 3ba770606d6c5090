const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i

export const isUuid = (value: unknown): value is string =>
  typeof value === 'string' && UUID.test(value)

/** The id of a relation, populated or not. */
export const idOf = (relation: unknown): string | undefined => {
  if (typeof relation === 'string') return relation
  const id = (relation as { id?: unknown } | null | undefined)?.id
  return typeof id === 'string' ? id : undefined
}
