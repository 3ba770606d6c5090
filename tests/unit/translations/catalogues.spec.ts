import { describe, expect, it } from '@jest/globals'
import { LABEL_NAMES, PRESET_VALUES, PRESETS } from '../../../src/domain/tenancy/presets.ts'
import { catalogues, withWords, wordsFor } from '../../../src/translations/index.ts'

interface Texts {
  readonly [key: string]: string | Texts
}

const flat = (texts: Texts, path = ''): [string, string][] =>
  Object.entries(texts).flatMap(([key, text]): [string, string][] =>
    typeof text === 'string' ? [[`${path}${key}`, text]] : flat(text, `${path}${key}:`),
  )

/** What is put into a text: names of values as written, words of the clinic in small letters. */
const gapsOf = (text: string): string[] =>
  [...text.matchAll(/\{\{\s*(\w+)\s*\}\}/g)].map(([, name = '']) => name)

const isWord = (gap: string): boolean =>
  (LABEL_NAMES as readonly string[]).includes(gap.charAt(0).toLowerCase() + gap.slice(1))

const valuesIn = (text: string): string[] =>
  [...new Set(gapsOf(text))].filter((gap) => !isWord(gap))

const english = new Map(flat(catalogues.en))
const hindi = new Map(flat(catalogues.hi))

describe('the catalogues', () => {
  it('should have the same keys in both languages, none of them empty', () => {
    expect([...hindi.keys()].sort()).toEqual([...english.keys()].sort())
    expect([...english, ...hindi].filter(([, text]) => text.trim() === '')).toEqual([])
  })

  it('should put the same values into a text in both languages', () => {
    const different = [...english].filter(
      ([key, text]) =>
        valuesIn(text).sort().join() !==
        valuesIn(hindi.get(key) ?? '')
          .sort()
          .join(),
    )
    expect(different.map(([key]) => key)).toEqual([])
  })

  it('should be in Hindi where they say so', () => {
    const isHindi = (text: string): boolean => /[\u0900-\u097f]/.test(text)
    const foreign = [...hindi].filter(([, text]) => {
      const rest = text.replaceAll(/\{\{[^}]*\}\}/g, '')
      return /[a-z]{3}/i.test(rest) && !isHindi(rest)
    })
    expect(foreign).toEqual([])
  })
})

describe('the words of a clinic', () => {
  it.each(PRESETS)('should be translated where the preset %s gave them', (preset) => {
    const words = wordsFor(PRESET_VALUES[preset].labels, 'hi')
    for (const name of LABEL_NAMES) expect(words[name]).toMatch(/[\u0900-\u097f]/)
  })

  it('should stay as the clinic typed them, in every language', () => {
    const words = wordsFor({ patient: 'Explorer' }, 'hi')
    expect(withWords('{{Patient}} / {{patient}}', words)).toBe('Explorer / explorer')
  })
})
