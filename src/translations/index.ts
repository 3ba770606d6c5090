import { en } from './en/index.ts'
import { panel as panelEn } from './en/panel/index.ts'
import { hi } from './hi/index.ts'
import { panel as panelHi } from './hi/panel/index.ts'
import type { KeysOf } from './shape.ts'

/**
 * Every string we show, by language. `{{patient}}` and its like stand for the words of the clinic (TEN-9),
 * with a capital (`{{Patient}}`) where a sentence or a title begins.
 */
export const catalogues = { en, hi } as const

/** The texts of the generated panel, which the server puts into its configuration. */
export const panels = { en: panelEn, hi: panelHi } as const

export type Language = keyof typeof catalogues
export type TextKey = KeysOf<typeof en>

export const isLanguage = (value: unknown): value is Language =>
  typeof value === 'string' && Object.hasOwn(catalogues, value)

export { payloadInHindi } from './hi/payload/index.ts'
export { withWords, wordsFor, type Words } from './words.ts'
