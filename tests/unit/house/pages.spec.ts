import { describe, expect, it } from '@jest/globals'
import { listFiles, readSources, readText } from './files.ts'
import { IMPORT_TABLE } from './importTable.ts'
import { anchorOf, brokenLinks, linksOf, scriptsIn } from './pages.ts'

const pages = readSources(/\.md$/)
const { scripts } = JSON.parse(readText('package.json')) as { scripts: Record<string, string> }

describe('links between pages', () => {
  it('should lead to files and headings that exist', () => {
    expect(pages.length).toBeGreaterThan(5)
    expect(brokenLinks(pages, listFiles())).toEqual([])
  })

  it.each([
    ['a file that is gone', '[x](b.md)'],
    ['a heading that is gone', '[x](#other-words)'],
    ['a heading of another page that is gone', '[x](../c.md#other)'],
    ['a picture that is gone', '![x](x.png)'],
  ])('should be found to lead to %s', (_, text) => {
    const made = [
      { path: 'docs/a.md', text: `# Some words\n${text}` },
      { path: 'c.md', text: '# C' },
    ]
    expect(brokenLinks(made, ['docs/a.md', 'c.md'])).toHaveLength(1)
  })

  it('should be let lead to pages, folders and headings', () => {
    const text =
      '# Some words: `POST /api`\n[a](#some-words-post-api) [c](../c.md#c) [d](../d/) [e](https://e)'
    const made = [
      { path: 'docs/a.md', text },
      { path: 'c.md', text: '# C' },
    ]
    expect(brokenLinks(made, ['docs/a.md', 'c.md', 'd/e.ts'])).toEqual([])
  })

  it('should not be seen in code', () => {
    expect(linksOf('```\n[a](b)\n```\n`[c](d)` [e](f.md)')).toEqual(['f.md'])
  })

  it('should know the anchor of a heading', () => {
    expect(anchorOf('`POST /api/sessions/:id/no-show`')).toBe('post-apisessionsidno-show')
  })
})

describe('commands in pages', () => {
  it('should exist in package.json', () => {
    const told = pages.flatMap(({ path, text }) => scriptsIn(text).map((name) => ({ name, path })))
    expect(told.length).toBeGreaterThan(5)
    expect(told.filter(({ name }) => !(name in scripts))).toEqual([])
  })

  it('should be seen however they are written', () => {
    expect(scriptsIn('`npm run check`, npm test and npm run test:int -- x')).toEqual([
      'check',
      'test:int',
      'test',
    ])
  })
})

describe('scripts of package.json', () => {
  it('should each have their file', () => {
    const files = Object.values(scripts).map(
      (command) => /^node (\S+)/.exec(command)?.[1] ?? command,
    )
    expect(files.filter((file) => !listFiles().includes(file))).toEqual([])
  })
})

describe('CONTRIBUTING.md', () => {
  const page = readText('CONTRIBUTING.md')
  const rows = [...page.matchAll(/^\| `([\w-]+)` \|[^|\n]*\| ([^|\n]*) \|$/gm)]

  it('should have the import table that the test enforces', () => {
    const told = rows.map(([, floor = '', uses = '']) => [
      floor,
      [...uses.matchAll(/`([\w-]+)`/g)].map(([, name]) => name),
    ])
    // Ambient types are no floor that anybody builds on.
    const floors = Object.entries(IMPORT_TABLE).filter(([floor]) => floor !== 'global')
    expect(Object.fromEntries(told)).toEqual(Object.fromEntries(floors))
  })

  it('should fit on a few screens', () => {
    expect(page.split('\n').length).toBeLessThanOrEqual(150)
  })
})

describe('decisions', () => {
  const decisions = readSources(/^docs\/decisions\/\d{4}-[a-z-]+\.md$/)
  const index = readText('docs/decisions/README.md')

  it('should be numbered without a gap and listed', () => {
    const numbers = decisions.map(({ path }) => Number(path.split('/')[2]?.slice(0, 4)))
    expect(numbers).toEqual(numbers.map((_, position) => position + 1))
    expect(linksOf(index).toSorted()).toEqual(
      decisions.map(({ path }) => path.split('/')[2]).toSorted(),
    )
  })

  it('should each say context, decision, consequences and what would change our mind, in 60 lines', () => {
    const parts = ['Context', 'Decision', 'Consequences', 'What would change our mind']
    const wrong = decisions.filter(({ text }) => {
      const headings = [...text.matchAll(/^## (.*)$/gm)].map(([, heading]) => heading)
      return headings.join() !== parts.join() || text.split('\n').length > 60
    })
    expect(decisions.length).toBeGreaterThan(10)
    expect(wrong.map(({ path }) => path)).toEqual([])
  })

  it('should name only files that exist', () => {
    const files = listFiles()
    const named = decisions.flatMap(({ path, text }) =>
      [...text.matchAll(/`((?:src|tests|docs|seed|scripts|deploy)\/[\w./-]+)`/g)].map(
        ([, file = '']) => ({ file, path }),
      ),
    )
    const missing = named.filter(
      ({ file }) =>
        !files.some((known) => known === file || known.startsWith(`${file.replace(/\/$/, '')}/`)),
    )
    expect(named.length).toBeGreaterThan(15)
    expect(missing).toEqual([])
  })
})
