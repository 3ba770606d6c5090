import { describe, expect, it } from '@jest/globals'
import { catalogues } from '../../../src/translations/index.ts'
import { readSources } from '../house/files.ts'

interface Texts {
  readonly [key: string]: string | Texts
}

const keysOf = (texts: Texts, path = ''): string[] =>
  Object.entries(texts).flatMap(([key, text]) =>
    typeof text === 'string' ? [`${path}${key}`] : keysOf(text, `${path}${key}:`),
  )

const escaped = (text: string): string => text.replaceAll(/[.*+?^$()|[\]\\{}]/g, String.raw`\$&`)

/** Keys as sources write them: whole, or with a gap that stands for one part of the key. */
const usedIn = (text: string): RegExp[] =>
  [...text.matchAll(/(['"`])([a-zA-Z]+:[^'"`\n]*)\1/g)].map(
    ([, , key = '']) =>
      new RegExp(
        `^${key
          .split(/\$\{[^}]*\}/)
          .map(escaped)
          .join('[^:]+')}$`,
      ),
  )

describe('a text of the catalogues', () => {
  it('should be used by a source file', () => {
    const used = readSources(/^src\/(?!translations\/).*\.tsx?$/).flatMap(({ text }) =>
      usedIn(text),
    )
    const keys = keysOf(catalogues.en)

    expect(keys.length).toBeGreaterThan(300)
    expect(keys.filter((key) => !used.some((pattern) => pattern.test(key)))).toEqual([])
  })

  it('should be missed where only a longer or shorter key is used', () => {
    const finds = (key: string): boolean =>
      usedIn("texts('board:free:at') + texts(`board:${name}:title`)").some((one) => one.test(key))

    expect(['board:free:at', 'board:here:title'].filter((key) => !finds(key))).toEqual([])
    expect(
      ['board:free', 'board:title', 'board:here:empty', 'board:a:b:title'].filter(finds),
    ).toEqual([])
  })
})
