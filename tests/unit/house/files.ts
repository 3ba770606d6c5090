import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'

/** One file of the repository: its path from the root, with `/`, and what stands in it. */
export interface SourceFile {
  readonly path: string
  readonly text: string
}

const root = path.resolve('.')

/** Names, folders and endings that .gitignore leaves out; it holds nothing cleverer. */
const ignored = readFileSync('.gitignore', 'utf8')
  .split('\n')
  .map((line) => line.trim().replace(/\/$/, ''))
  .filter((line) => line !== '' && !line.startsWith('#'))

const isIgnored = (name: string): boolean =>
  name === '.git' ||
  ignored.some((pattern) =>
    pattern.startsWith('*') ? name.endsWith(pattern.slice(1)) : name === pattern,
  )

/** Every folder of the repository with its entries; what git does not track is left out. */
export const listFolders = (folder = '.'): { entries: string[]; path: string }[] => {
  const entries = readdirSync(path.join(root, folder), { withFileTypes: true }).filter(
    ({ name }) => !isIgnored(name),
  )
  return [
    { entries: entries.map(({ name }) => name).sort(), path: folder },
    ...entries
      .filter((entry) => entry.isDirectory())
      .flatMap(({ name }) => listFolders(path.posix.join(folder, name))),
  ]
}

/** Every file of the repository, as its path from the root. */
export const listFiles = (): string[] => {
  const folders = listFolders()
  const names = new Set(folders.map((folder) => folder.path))
  return folders
    .flatMap((folder) => folder.entries.map((entry) => path.posix.join(folder.path, entry)))
    .filter((name) => !names.has(name))
}

export const readText = (name: string): string => readFileSync(path.join(root, name), 'utf8')

/** The files whose path matches, with their text. */
export const readSources = (pattern: RegExp): SourceFile[] =>
  listFiles()
    .filter((name) => pattern.test(name))
    .map((name) => ({ path: name, text: readText(name) }))
