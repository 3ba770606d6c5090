import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { beforeAll, describe, expect, it } from '@jest/globals'
import ts from 'typescript'
import { listFiles, readText } from './files.ts'

interface Manifest {
  readonly bin: Readonly<Record<string, string>>
  readonly dependencies: Readonly<Record<string, string>>
  readonly exports: Readonly<Record<string, string | { default: string; types: string }>>
  readonly files: readonly string[]
  readonly peerDependencies: Readonly<Record<string, string>>
  readonly scripts: Readonly<Record<string, string>>
}

const manifest = JSON.parse(readText('package.json')) as Manifest
let files: string[] = []

beforeAll(() => {
  const { NODE_OPTIONS: _options, ...env } = process.env
  execFileSync(process.execPath, ['scripts/build-package.mjs', '--if-changed'], { env })
  const told = execFileSync('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], {
    encoding: 'utf8',
    env,
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  const [pack] = JSON.parse(told) as { files: { path: string }[] }[]
  files = pack?.files.map((file) => file.path) ?? []
}, 180_000)

/** Everything that a shipped file imports, also for its types. */
const importsOf = (file: string): string[] =>
  ts.preProcessFile(readText(file), true, true).importedFiles.map(({ fileName }) => fileName)

const shipped = (ending: RegExp): string[] => files.filter((file) => ending.test(file))

const packageOf = (target: string): string =>
  target
    .split('/')
    .slice(0, target.startsWith('@') ? 2 : 1)
    .join('/')

describe('what npm pack ships', () => {
  it('should be made anew before every packing', () => {
    expect(manifest.scripts.prepack).toBe('node scripts/build-package.mjs')
  })

  it('should be what runs, its types, its papers, and nothing else', () => {
    const known =
      /^(?:package\.json|README\.md|LICENSE|CHANGELOG\.md|bin\/caseload\.mjs|docs\/(?:api|model|plugin|rules)\.md|lib\/.+(?:\.js|\.d\.ts|\.css|\.sql))$/
    expect(files.length).toBeGreaterThan(250)
    expect(files.filter((file) => !known.test(file))).toEqual([])
  })

  it('should hold no source, test, secret, product server or generated type of ours', () => {
    const foreign =
      /(?:^|\/)(?:src|tests|seed|bench|scripts|app|embedded|http|migrations|node_modules|\.[^/]+)\/|(?:^|\/)\.|(?<!\.d)\.tsx?$|\.map$|\.spec\.|payload-types\.d\.ts$|secret/i
    expect(files.filter((file) => foreign.test(file))).toEqual([])
  })

  it('should name no machine, and no file of the one that packed it', () => {
    const root = path.resolve('.')
    expect(shipped(/^lib\//).filter((file) => readText(file).includes(root))).toEqual([])
  })

  it('should have every face that the manifest names, with its types', () => {
    const faces = Object.values(manifest.exports).flatMap((face) =>
      typeof face === 'string' ? [face] : [face.default, face.types],
    )
    const named = [...faces, ...Object.values(manifest.bin)].map((file) =>
      path.posix.normalize(file),
    )
    expect(named.length).toBeGreaterThan(7)
    expect(named.filter((file) => !files.includes(file))).toEqual([])
    expect(manifest.files.filter((file) => !existsSync(file))).toEqual([])
  })

  it('should have all that its files import from beside them', () => {
    const missing = shipped(/^lib\/.*\.(?:js|d\.ts)$/).flatMap((file) =>
      importsOf(file)
        .filter((target) => target.startsWith('.'))
        .map((target) => path.posix.join(path.posix.dirname(file), target))
        .map((target) => (file.endsWith('.d.ts') ? target.replace(/\.js$/, '.d.ts') : target))
        .filter((target) => !files.includes(target))
        .map((target) => `${file}: ${target}`),
    )
    expect(missing).toEqual([])
  })

  it('should ask for every package that it imports', () => {
    const asked = { ...manifest.dependencies, ...manifest.peerDependencies }
    const missing = shipped(/^lib\/.*\.(?:js|d\.ts)$/).flatMap((file) =>
      importsOf(file)
        .filter((target) => !/^(?:\.|node:)/.test(target))
        .filter((target) => !Object.hasOwn(asked, packageOf(target)))
        .map((target) => `${file}: ${target}`),
    )
    expect(missing).toEqual([])
  })

  it('should bring no Payload, Next or React of its own', () => {
    const brought = Object.keys(manifest.dependencies).filter((name) =>
      /^(?:payload|@payloadcms\/.*|next|react|react-dom|graphql)$/.test(name),
    )
    expect(brought).toEqual([])
    expect(Object.keys(manifest.peerDependencies)).toEqual(
      expect.arrayContaining(['payload', '@payloadcms/ui', 'next', 'react']),
    )
  })

  it('should have every guard, word for word', () => {
    const guards = listFiles().filter((file) => /^src\/db\/guards\/.*\.sql$/.test(file))
    expect(guards.length).toBeGreaterThan(7)
    const changed = guards.filter((file) => {
      const copy = file.replace(/^src/, 'lib')
      return !files.includes(copy) || readFileSync(copy, 'utf8') !== readText(file)
    })
    expect(changed).toEqual([])
  })

  it('should have every component of the admin panel that a collection names', () => {
    const named = listFiles()
      .filter((file) => /^src\/.*\.tsx?$/.test(file) && !file.startsWith('src/app/'))
      .flatMap((file) => [...readText(file).matchAll(/'caseload\/(client|rsc)#(\w+)'/g)])
      .map(([, face = '', name = '']) => ({ face, name }))
    expect(named.length).toBeGreaterThan(5)
    const missing = named.filter(
      ({ face, name }) => !new RegExp(`\\b${name}\\b`).test(readText(`lib/admin/${face}.js`)),
    )
    expect(missing).toEqual([])
  })
})
