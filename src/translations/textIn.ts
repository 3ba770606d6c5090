import { catalogues, isLanguage, type TextKey } from './index.ts'

/** A text for mails and papers, which no request's own language decides: `en-IN` is English. */
export const textIn = (
  locale: string,
  key: TextKey,
  facts: Readonly<Record<string, string>> = {},
): string => {
  const language = locale.split('-')[0]
  const texts: unknown = catalogues[isLanguage(language) ? language : 'en']
  const text = key
    .split(':')
    .reduce<unknown>((at, part) => (at as Record<string, unknown>)[part], texts) as string
  return text.replaceAll(/\{\{(\w+)\}\}/g, (_, name: string) => facts[name] ?? '')
}
