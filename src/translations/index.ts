import { en } from './en/index.ts'
import { hi } from './hi/index.ts'
import type { KeysOf } from './shape.ts'

/**
 * Every string we show, by language. `{{patient}}` and its like stand for the words of the clinic (TEN-9),
 * with a capital (`{{Patient}}`) where a sentence or a title begins.
 */
export const catalogues = { en, hi } as const

export type Language = keyof typeof catalogues
export type TextKey = KeysOf<typeof en>

export const isLanguage = (value: unknown): value is Language =>
  typeof value === 'string' && Object.hasOwn(catalogues, value)

export { wordsFor, type Words } from './words.ts'
