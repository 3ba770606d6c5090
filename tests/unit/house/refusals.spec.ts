import { describe, expect, it } from '@jest/globals'
import { assertedCodes, definedCodes, documentedCodes, unassertedCodes } from './codes.ts'
import { catalogues } from '../../../src/translations/index.ts'
import { readSources, readText } from './files.ts'

const domain = readSources(/^src\/domain\/.*\.ts$/)
const defined = definedCodes(domain)
const documented = documentedCodes(readText('docs/api.md'))

/** What Payload says itself, under the codes that the plugin gives it. */
const OF_PAYLOAD = [{ code: 'internal-error', status: 500 }]

const told = ({ code, status }: { code: string; status: number }): string => `${status} ${code}`
const made = (text: string, path = 'x.ts') => [{ path, text }]

describe('the refusals of the domain', () => {
  it('should each have a code and a status that are written out', () => {
    expect(defined.filter(({ code, status }) => code === '' || status < 400)).toEqual([])
    expect(defined.length).toBeGreaterThan(100)
  })

  it('should each be expected by an integration test', () => {
    const tests = readSources(/^tests\/integration\/.*\.ts$/)
    expect(unassertedCodes(domain, tests)).toEqual([])
  })

  it('should each have a text for screens, and no text be left over', () => {
    const codes = [...new Set(defined.map(({ code }) => code))].sort()
    expect(Object.keys(catalogues.en.refusals).sort()).toEqual(codes)
  })

  it('should each stand in docs/api.md with their status', () => {
    const pages = new Set(documented.map(told))
    expect(defined.map(told).filter((one) => !pages.has(one))).toEqual([])
  })
})

describe('docs/api.md', () => {
  it('should name no refusal that does not exist', () => {
    const known = new Set([...defined, ...OF_PAYLOAD].map(told))
    expect(documented.map(told).filter((one) => !known.has(one))).toEqual([])
  })

  it('should explain each refusal in a table once', () => {
    const explained = documentedCodes(
      readText('docs/api.md')
        .split('\n')
        .flatMap((line) => /^\| (`\d{3} [a-z-]+`) \|/.exec(line)?.[1] ?? [])
        .join('\n'),
    ).map(told)
    expect(explained.toSorted()).toEqual([...defined, ...OF_PAYLOAD].map(told).toSorted())
  })
})

describe('the inventory of refusals', () => {
  const source = made("const slotTaken = defineError({ code: 'slot-taken', status: 409 })")

  it('should find a code that no test expects', () => {
    expect(unassertedCodes(source, made("test('slot-taken', () => {})"))).toEqual(['slot-taken'])
  })

  it.each([
    ['a case', "const one = { code: 'slot-taken' }"],
    ['an expectation', "expect(code).toBe('slot-taken')"],
    ['a table', "test.each([['slot-taken', 409]])"],
  ])('should count %s', (_, text) => {
    expect(unassertedCodes(source, made(text))).toEqual([])
  })

  it('should not count a comment', () => {
    expect(assertedCodes(made("// { code: 'slot-taken' }")).size).toBe(0)
  })

  it('should notice a code that is computed', () => {
    expect(definedCodes(made('const a = defineError({ code: name, status: 409 })'))).toEqual([
      { code: '', status: 409 },
    ])
  })

  it('should read code and status of a page', () => {
    expect(documentedCodes('| `409 slot-taken` | taken |')).toEqual([
      { code: 'slot-taken', status: 409 },
    ])
  })
})
