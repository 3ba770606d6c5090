/** What the pure floor knows of a field: enough of Payload's own shape to read a document by it. */
export interface FieldShape {
  readonly flattenedFields?: readonly FieldShape[]
  readonly hasMany?: boolean | undefined
  readonly name: string
  readonly type: string
}

export type Doc = Record<string, unknown>

export const isDoc = (value: unknown): value is Doc =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Date)

/** One value of a document. */
export interface FieldValue<F extends FieldShape> {
  /** Absent where no field has this name. */
  readonly field: F | undefined
  readonly isInRow: boolean
  readonly name: string
  /** As Payload's forms name it: `guardians.0.contact`. */
  readonly path: string
  readonly value: unknown
}

interface Place {
  readonly isInRow: boolean
  readonly path: string
}

const TOP: Place = { isInRow: false, path: '' }

const valuesBelow = <F extends FieldShape>(
  { type, flattenedFields = [] }: F,
  value: unknown,
  path: string,
): FieldValue<F>[] => {
  const fields = flattenedFields as readonly F[]
  if (type === 'array' && Array.isArray(value)) {
    return value.flatMap((row: unknown, index) =>
      isDoc(row) ? valuesIn(row, fields, { isInRow: true, path: `${path}.${index}.` }) : [],
    )
  }
  return (type === 'group' || type === 'tab') && isDoc(value)
    ? valuesIn(value, fields, { isInRow: false, path: `${path}.` })
    : []
}

/** Every value of a document with its field, also those in groups and in the rows of arrays. */
export const valuesIn = <F extends FieldShape>(
  doc: Doc,
  fields: readonly F[],
  { isInRow, path }: Place = TOP,
): FieldValue<F>[] =>
  Object.entries(doc)
    .filter(([, value]) => value !== undefined)
    .flatMap(([name, value]) => {
      const field = fields.find((candidate) => candidate.name === name)
      const at = `${path}${name}`
      return [
        { field, isInRow, name, path: at, value },
        ...(field === undefined ? [] : valuesBelow(field, value, at)),
      ]
    })

/** Whether a field's texts are encrypted wherever they are kept (SEC-8). */
export const isProtected = (field: { custom?: unknown }): boolean =>
  (field.custom as { isProtected?: boolean } | undefined)?.isProtected === true
