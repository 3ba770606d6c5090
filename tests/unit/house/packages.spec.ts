import { describe, expect, it } from '@jest/globals'
import { listFiles, readText } from './files.ts'
import { idleExceptions, isAllowed, licenceOffenders, licencesOf, type Lock } from './licences.ts'

interface Manifest {
  readonly dependencies: Readonly<Record<string, string>>
  readonly devDependencies: Readonly<Record<string, string>>
  readonly license: string
  readonly overrides: Readonly<Record<string, string>>
  readonly peerDependencies: Readonly<Record<string, string>>
}

const manifest = JSON.parse(readText('package.json')) as Manifest
const lock = JSON.parse(readText('package-lock.json')) as Lock
const pinned = {
  ...manifest.dependencies,
  ...manifest.devDependencies,
  ...manifest.overrides,
}

describe('package.json', () => {
  it('should pin every dependency to one version', () => {
    const loose = Object.entries(pinned).filter(
      ([, range]) => !/^\d+\.\d+\.\d+(?:-[\w.]+)?$/.test(range),
    )
    expect(Object.keys(pinned).length).toBeGreaterThan(35)
    expect(loose).toEqual([])
  })

  it('should ask for what the lock file has', () => {
    const other = Object.entries(pinned).filter(
      ([name, version]) => lock.packages[`node_modules/${name}`]?.version !== version,
    )
    expect(other).toEqual([])
  })

  it('should have every part of Payload in one version', () => {
    const parts = Object.entries(lock.packages).filter(([place]) =>
      /^node_modules\/(?:payload|@payloadcms\/[\w-]+)$/.test(place),
    )
    expect(parts.length).toBeGreaterThan(5)
    expect(new Set(parts.map(([, { version }]) => version)).size).toBe(1)
  })

  it('should leave to a host what both must share, in the version that we build with', () => {
    const peers = Object.keys(manifest.peerDependencies)
    expect(peers).toContain('payload')
    expect(peers.filter((name) => Object.hasOwn(pinned, name))).toEqual([])
    const wrong = peers.filter((name) => {
      const own = lock.packages[`node_modules/${name}`]
      return own?.version === undefined || own.dev === true
    })
    expect(wrong).toEqual([])
  })
})

describe('package-lock.json', () => {
  it('should name no place to load from, so that everybody uses their own', () => {
    const resolved = Object.entries(lock.packages).filter(
      ([, entry]) => entry.resolved !== undefined,
    )
    expect(resolved).toEqual([])
    expect(readText('.npmrc')).toContain('omit-lockfile-registry-resolved=true')
  })
})

describe('licences', () => {
  const packages = licencesOf(lock)

  it('should be MIT for our own work', () => {
    const text = readText('LICENSE')
    expect(manifest.license).toBe('MIT')
    expect(text).toMatch(/^MIT License\n\nCopyright \(c\) \d{4} /)
    expect(text).toContain('to deal\nin the Software without restriction')
    expect(text).toContain('THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND')
  })

  it('should be permissive for everything that the product needs, or excused one by one', () => {
    expect(packages.length).toBeGreaterThan(300)
    expect(licenceOffenders(packages)).toEqual([])
  })

  it('should have no excuse that nothing needs', () => {
    expect(idleExceptions(packages)).toEqual([])
  })

  it.each([
    ['MIT', true],
    ['(MPL-2.0 OR Apache-2.0)', true],
    ['WTFPL OR ISC', true],
    ['MIT AND BSD-3-Clause', true],
    ['GPL-3.0-only', false],
    ['MIT AND AGPL-3.0-only', false],
    ['unknown', false],
    ['UNLICENSED', false],
  ])('should be read: %s is allowed: %s', (licence, allowed) => {
    expect(isAllowed(licence)).toBe(allowed)
  })

  it('should be found where none is allowed', () => {
    const made = {
      packages: { 'node_modules/a': { license: 'GPL-3.0-only' }, 'node_modules/b': { dev: true } },
    }
    expect(licenceOffenders(licencesOf(made))).toEqual(['a: GPL-3.0-only'])
  })
})

/** Folders of somebody's machine, and hosts that packages are loaded from. */
const OF_A_MACHINE = [
  /(?<![\w.$}*-])\/(?:home|Users|root|work|workspace)\/[\w.-]/,
  /[A-Z]:\\Users\\/,
  /\bregistry\.(?:npmjs|yarnpkg)\b/,
  /https?:\/\/[\w.:@-]*(?:registry|artifactory|nexus|verdaccio)[\w.:-]*/,
]
const fromAMachine = (text: string): string[] =>
  OF_A_MACHINE.flatMap((pattern) => pattern.exec(text)?.[0] ?? [])

describe('files of the repository', () => {
  it('should name no folder of a machine and no host of packages', () => {
    const found = listFiles()
      .filter((file) => !/\.(?:png|jpg|woff2?|ttf|ico)$/.test(file))
      .flatMap((file) => fromAMachine(readText(file)).map((text) => `${file}: ${text}`))
    expect(found).toEqual([])
  })

  it.each([
    ['/ho', 'me/ann/clinic'],
    ['"/ro', 'ot/.npmrc"'],
    ['cd /wo', 'rk/main'],
    ['https://regis', 'try.example.org/yaml'],
  ])('should be found to name %s%s', (start, end) => {
    expect(fromAMachine(start + end)).toHaveLength(1)
  })

  it.each([
    '/data/secrets.json',
    '/var/lib/postgresql',
    'src/work/x.ts',
    'new Registry()',
    '/home',
  ])('should be let name %s', (text) => {
    expect(fromAMachine(text)).toEqual([])
  })
})
