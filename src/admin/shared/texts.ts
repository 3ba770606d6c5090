import type { TextKey, Words } from '../../translations/index.ts'

export type TextValues = Readonly<Record<string, number | string>>

/** A text of ours in the viewer's language and in the words of the clinic. */
export type Texts = (key: TextKey, values?: TextValues) => string

/** Payload's own `t`, whose types know Payload's keys only. */
type Translate = (key: never, values?: Record<string, unknown>) => string

export const makeTexts =
  (t: Translate, words: Words): Texts =>
  (key, values) =>
    t(`caseload:${key}` as never, { ...words, ...values })
