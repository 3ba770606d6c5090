import path from 'node:path'
import type { SourceFile } from './files.ts'

/** A page without its blocks of code and, if asked, without code in its lines. */
export const prose = (text: string): string => text.replaceAll(/^(```|~~~)[\s\S]*?^\1.*$/gm, '')

/** As GitHub makes the anchor of a heading. */
export const anchorOf = (heading: string): string =>
  heading
    .trim()
    .toLowerCase()
    .replaceAll(/[^\p{Letter}\p{Number}\s_-]/gu, '')
    .replaceAll(/\s/g, '-')

const anchorsOf = (text: string): Set<string> => {
  const seen = new Map<string, number>()
  const anchors = new Set<string>()
  for (const [, heading = ''] of prose(text).matchAll(/^#{1,6}\s+(.*)$/gm)) {
    const anchor = anchorOf(heading)
    const times = seen.get(anchor) ?? 0
    seen.set(anchor, times + 1)
    anchors.add(times === 0 ? anchor : `${anchor}-${times}`)
  }
  return anchors
}

/** Targets of links and pictures that lead to something of ours. */
export const linksOf = (text: string): string[] =>
  [
    ...prose(text)
      .replaceAll(/`[^`\n]*`/g, '')
      .matchAll(/\]\(<?([^)>\s]+)>?(?:\s+"[^"]*")?\)/g),
  ]
    .map(([, target]) => target ?? '')
    .filter((target) => !/^[a-z][a-z+.-]*:/i.test(target))

/** Links of pages to files or headings that do not exist, as `page links to target`. */
export const brokenLinks = (pages: readonly SourceFile[], files: readonly string[]): string[] => {
  const known = new Set(files)
  const folders = new Set(files.map((file) => path.posix.dirname(file)))
  const textOf = new Map(pages.map((page) => [page.path, page.text]))
  const isFine = (from: string, target: string): boolean => {
    const [file = '', anchor] = target.split('#')
    const to = file === '' ? from : path.posix.join(path.posix.dirname(from), decodeURI(file))
    const place = to.replace(/\/$/, '')
    if (!known.has(place) && !folders.has(place)) return false
    return anchor === undefined || anchorsOf(textOf.get(place) ?? '').has(anchor)
  }
  return pages.flatMap((page) =>
    linksOf(page.text)
      .filter((target) => !isFine(page.path, target))
      .map((target) => `${page.path} links to ${target}`),
  )
}

/** Commands that npm knows without `run`. */
const SHORT = ['test', 'start']

/** The scripts of package.json that a page tells people to run. */
export const scriptsIn = (text: string): string[] => [
  ...[...text.matchAll(/\bnpm run ([\w:-]+)/g)].map(([, name]) => name ?? ''),
  ...[...text.matchAll(/\bnpm (\w+)\b/g)]
    .map(([, name]) => name ?? '')
    .filter((name) => SHORT.includes(name)),
]
