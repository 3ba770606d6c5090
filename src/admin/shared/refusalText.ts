import { catalogues, type TextKey } from '../../translations/index.ts'
import type { Formats } from './formats.ts'
import type { Texts, TextValues } from './texts.ts'

type Facts = Readonly<Record<string, unknown>>

const isKnown = (part: 'refusals' | 'status', name: string): boolean =>
  name in (part === 'refusals' ? catalogues.en.refusals : catalogues.en.common.status)

/** One fact for people: instants in the clinic's zone, states in words, lists with commas. */
const told = (name: string, fact: unknown, { formats, texts }: Tools): string => {
  if (name.endsWith('At') && typeof fact === 'string') return formats.dateTime(fact)
  if (typeof fact === 'string' && isKnown('status', fact)) {
    return texts(`common:status:${fact}` as TextKey)
  }
  if (Array.isArray(fact)) {
    return fact
      .map((one: unknown) => String((one as { number?: unknown } | null)?.number ?? one))
      .join(', ')
  }
  return typeof fact === 'string' || typeof fact === 'number' ? String(fact) : ''
}

interface Tools {
  readonly formats: Formats
  readonly texts: Texts
}

const valuesOf = (facts: Facts, tools: Tools): TextValues => {
  const entries = Object.entries(facts).map(([name, fact]) => [name, told(name, fact, tools)])
  const counts = Object.entries(facts).flatMap(([name, fact]) =>
    Array.isArray(fact) ? [[`${name}Count`, fact.length]] : [],
  )
  return Object.fromEntries([...entries, ...counts]) as TextValues
}

/** A refusal in the viewer's language and the clinic's words; what has no text of ours keeps its own. */
export const refusalText = (
  { code, facts, message }: { code: string; facts: Facts; message: string },
  tools: Tools,
): string =>
  isKnown('refusals', code)
    ? tools.texts(`refusals:${code}` as TextKey, valuesOf(facts, tools))
    : message
