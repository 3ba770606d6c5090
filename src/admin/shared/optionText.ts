import { isLanguage, panels, withWords } from '../../translations/index.ts'
import type { Viewer } from './viewer.ts'

/** A value of a list (`bank-transfer`) in the viewer's language and in the words of the clinic. */
export const optionText = (
  { clinic, language }: Pick<Viewer, 'clinic' | 'language'>,
  value: string,
): string => {
  const texts: Readonly<Record<string, string>> =
    panels[isLanguage(language) ? language : 'en'].options
  return withWords(texts[value] ?? value, clinic.words)
}

/** Values with their words, for a select in the browser. */
export const optionChoices = (
  viewer: Pick<Viewer, 'clinic' | 'language'>,
  values: readonly string[],
): { readonly id: string; readonly name: string }[] =>
  values.map((id) => ({ id, name: optionText(viewer, id) }))
