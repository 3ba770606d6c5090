import { type FieldShape, isDoc } from './documents.ts'
import { isInCalendar } from './scheduling/wallClock.ts'

/** What Payload itself puts beside the fields of a collection, with its type. */
export const OF_PAYLOAD: Readonly<Record<string, string>> = {
  _status: 'text',
  _strategy: 'text',
  collection: 'text',
  'confirm-password': 'text',
  createdAt: 'date',
  id: 'text',
  password: 'text',
  updatedAt: 'date',
}

/** What is wrong with a value, in the words of `validation-error`. */
export type TypeFault = 'invalid_format' | 'invalid_instant' | 'invalid_type' | 'out_of_range'
type Judge = (value: unknown) => TypeFault | undefined

const faultUnless = (isFine: boolean): TypeFault | undefined =>
  isFine ? undefined : 'invalid_type'

/** No database keeps a NUL in a text. */
const judgeText: Judge = (value) => {
  if (typeof value !== 'string') return 'invalid_type'
  return value.includes('\u0000') ? 'invalid_format' : undefined
}

const judgeNumber: Judge = (value) => {
  if (typeof value !== 'number' || Number.isNaN(value)) return 'invalid_type'
  return Math.abs(value) > Number.MAX_SAFE_INTEGER ? 'out_of_range' : undefined
}

/** Dates as such come from code that calls the Local API. */
const judgeDate: Judge = (value) => {
  if (value instanceof Date) {
    const isFine = !Number.isNaN(value.getTime()) && isInCalendar(value.toISOString())
    return isFine ? undefined : 'invalid_instant'
  }
  const fault = judgeText(value)
  if (fault !== undefined) return fault
  return isInCalendar(String(value)) ? undefined : 'invalid_instant'
}

/** An id, or the document itself; with its collection where a field takes several. */
const judgeRelation: Judge = (value) => {
  if (!isDoc(value)) return judgeText(value)
  if (typeof value.relationTo === 'string') return judgeRelation(value.value)
  return judgeText(value.id)
}

/** A form that shows no rows sends how many there are. */
const judgeRows: Judge = (value) =>
  faultUnless(value === 0 || (Array.isArray(value) && value.every(isDoc)))

const judgeGroup: Judge = (value) => faultUnless(isDoc(value))

const JUDGES: Readonly<Record<string, Judge>> = {
  array: judgeRows,
  blocks: judgeRows,
  checkbox: (value) => faultUnless(typeof value === 'boolean'),
  code: judgeText,
  date: judgeDate,
  email: judgeText,
  group: judgeGroup,
  number: judgeNumber,
  radio: judgeText,
  relationship: judgeRelation,
  select: judgeText,
  tab: judgeGroup,
  text: judgeText,
  textarea: judgeText,
  upload: judgeRelation,
}

/** Groups have parts, which may be empty; the group itself is always there. */
const isNeverEmpty = (type: string): boolean => type === 'group' || type === 'tab'

/**
 * What is wrong with the type of a value. `null` empties whatever may be empty; what no judge knows,
 * such as JSON, may be anything.
 */
export const typeFaultOf = (
  { hasMany, type }: Pick<FieldShape, 'hasMany' | 'type'>,
  value: unknown,
): TypeFault | undefined => {
  const judge = JUDGES[type]
  if (judge === undefined || (value === null && !isNeverEmpty(type))) return undefined
  if (hasMany !== true) return judge(value)
  if (!Array.isArray(value)) return 'invalid_type'
  return value.map(judge).find((fault) => fault !== undefined)
}
