import { existsSync, readFileSync } from 'node:fs'

interface LockedPackage {
  readonly dev?: boolean
  readonly devOptional?: boolean
  readonly license?: string
  readonly resolved?: string
  readonly version?: string
}

export interface Lock {
  readonly packages: Readonly<Record<string, LockedPackage>>
}

/** Licences that ask for no more than a notice, or only for changes of their own files. */
const ALLOWED = [
  '0BSD',
  'Apache-2.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'CC0-1.0',
  'ISC',
  'MIT',
  'MIT-0',
  'MPL-2.0',
  'Unlicense',
]

/** What else there is, and why it may be. */
export const EXCEPTIONS: readonly { licence: string; name: RegExp; reason: string }[] = [
  {
    licence: 'Apache-2.0 AND LGPL-3.0-or-later',
    name: /^@img\/sharp-win32-/,
    reason:
      'optional, of Next: libvips beside it is a library of its own that anybody may exchange',
  },
  {
    licence: 'Apache-2.0 AND LGPL-3.0-or-later AND MIT',
    name: /^@img\/sharp-wasm32$/,
    reason: 'as above',
  },
  { licence: 'BlueOak-1.0.0', name: /^sax$/, reason: 'permissive: asks for its text or a link' },
  {
    licence: 'CC-BY-4.0',
    name: /^caniuse-lite$/,
    reason: 'data about browsers, used while building: asks for attribution',
  },
  {
    licence: 'LGPL-3.0-or-later',
    name: /^@img\/sharp-libvips-/,
    reason: 'optional, of Next: loaded as a shared library, not linked into ours',
  },
  {
    licence: 'Python-2.0',
    name: /^argparse$/,
    reason: 'permissive: the licence of Python, which asks for a notice',
  },
  { licence: 'WTFPL', name: /^truncate-utf8-bytes$/, reason: 'public domain in other words' },
]

/** `(MIT OR WTFPL)` asks for one of them, `A AND B` for all. */
export const isAllowed = (licence: string): boolean =>
  licence
    .replaceAll(/[()]/g, '')
    .split(' AND ')
    .every((part) => part.split(' OR ').some((one) => ALLOWED.includes(one.trim())))

interface OldManifest {
  readonly license?: string | { type: string }
  readonly licenses?: readonly { type: string }[]
}

/** Older packages say it in other words, which npm does not write into the lock file. */
const licenceInstalled = (folder: string): string => {
  const file = `${folder}/package.json`
  if (!existsSync(file)) return 'unknown'
  const { license, licenses } = JSON.parse(readFileSync(file, 'utf8')) as OldManifest
  if (typeof license === 'string') return license
  return license?.type ?? licenses?.map(({ type }) => type).join(' OR ') ?? 'unknown'
}

export interface Licensed {
  readonly licence: string
  readonly name: string
}

/** Every package that the product needs to run, on any platform, with its licence. */
export const licencesOf = (lock: Lock): Licensed[] =>
  Object.entries(lock.packages)
    .filter(
      ([folder, { dev, devOptional }]) => folder !== '' && dev !== true && devOptional !== true,
    )
    .map(([folder, { license }]) => ({
      licence: license ?? licenceInstalled(folder),
      name: folder.slice(folder.lastIndexOf('node_modules/') + 'node_modules/'.length),
    }))

const excuseOf = ({ licence, name }: Licensed) =>
  EXCEPTIONS.find((exception) => exception.licence === licence && exception.name.test(name))

export const licenceOffenders = (packages: readonly Licensed[]): string[] =>
  packages
    .filter((one) => !isAllowed(one.licence) && excuseOf(one) === undefined)
    .map(({ licence, name }) => `${name}: ${licence}`)

/** Exceptions that nothing needs any more. */
export const idleExceptions = (packages: readonly Licensed[]): string[] =>
  EXCEPTIONS.filter((exception) => !packages.some((one) => excuseOf(one) === exception)).map(
    ({ licence }) => licence,
  )
