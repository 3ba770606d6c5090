/** More words than anybody types to find somebody. */
const MAX_TERMS = 6

const isNumber = (word: string): boolean => /^\+?[\d().-]*\d[\d().-]*$/.test(word)

/**
 * The words of a search as SQL patterns for `ilike`: every one must be found somewhere. Of a phone only
 * the digits count, without the zeros dialled before it, however it was typed.
 * @rule PAT-7
 */
export const searchPatterns = (text: string): string[] =>
  text
    .trim()
    .split(/\s+/)
    .filter((word) => word !== '')
    .slice(0, MAX_TERMS)
    .map((word) =>
      isNumber(word) ? word.replaceAll(/\D/g, '').replace(/^0{1,2}(?=[1-9]\d)/, '') : word,
    )
    .map((word) => `%${word.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`)
