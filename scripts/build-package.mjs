// Makes lib/, which `npm pack` ships: what the plugin's faces reach, as JavaScript, with the types of the
// faces and the files beside them. No server, no seed, no routes, no sources. --if-changed: unless lib/ is
// made of these very sources.
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { transformFile } from '@swc/core'
import ts from 'typescript'
import { buildFingerprint } from './lib.mjs'

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..')
const src = path.join(root, 'src')
const lib = path.join(root, 'lib')
// Whoever packs at the same time sees nothing or everything.
const half = `${lib}.${process.pid}`

/** What a host imports, and what its command line runs. */
const FACES = ['index.ts', 'admin/client.ts', 'admin/rsc.ts']
const ENTRIES = [...FACES, 'server/host.ts']
/** Read at run time from beside the code. */
const READ = 'db/guards'

const options = {
  cwd: root,
  jsc: {
    parser: { syntax: 'typescript', tsx: true },
    rewriteRelativeImportExtensions: true,
    target: 'es2022',
    transform: { react: { runtime: 'automatic' } },
  },
  module: { type: 'es6' },
  swcrc: false,
}

const write = (file, text) => {
  const target = path.join(half, file)
  mkdirSync(path.dirname(target), { recursive: true })
  writeFileSync(target, text)
}

/** The relative imports of a file, as paths from the folder of all. */
const importsOf = (file, text) =>
  ts
    .preProcessFile(text, true, true)
    .importedFiles.map(({ fileName }) => fileName)
    .filter((name) => name.startsWith('.'))
    .map((name) => path.posix.join(path.posix.dirname(file), name))

const sourceOf = (file) => {
  if (!file.endsWith('.js')) return file
  const base = file.slice(0, -'.js'.length)
  return [`${base}.ts`, `${base}.tsx`].find((name) => existsSync(path.join(src, name))) ?? file
}

/** Every file that the entries reach, once; styles and the like are copied as they are. */
const compile = async () => {
  const waiting = [...ENTRIES]
  const seen = new Set(waiting)
  for (let file = waiting.pop(); file !== undefined; file = waiting.pop()) {
    const from = path.join(src, file)
    if (!/\.tsx?$/.test(file)) {
      mkdirSync(path.dirname(path.join(half, file)), { recursive: true })
      cpSync(from, path.join(half, file))
      continue
    }
    const { code } = await transformFile(from, options)
    write(file.replace(/\.tsx?$/, '.js'), code)
    for (const next of importsOf(file, code).map(sourceOf)) {
      if (seen.has(next)) continue
      seen.add(next)
      waiting.push(next)
    }
  }
}

/** Types of the faces and of what they name; our own generated types would quarrel with the host's. */
const declare = () => {
  const { options: compilerOptions } = ts.parseJsonConfigFileContent(
    ts.readConfigFile(path.join(root, 'tsconfig.json'), ts.sys.readFile).config,
    ts.sys,
    root,
  )
  const program = ts.createProgram({
    options: {
      ...compilerOptions,
      declaration: true,
      emitDeclarationOnly: true,
      incremental: false,
      // `npm run check` does.
      noCheck: true,
      noEmit: false,
      outDir: half,
      rootDir: src,
      tsBuildInfoFile: undefined,
    },
    rootNames: [...FACES.map((file) => path.join(src, file)), path.join(src, 'global.d.ts')],
  })
  const made = new Map()
  program.emit(undefined, (name, text) => made.set(path.relative(half, name), text))
  const nameOf = (file) => file.replace(/\.[jt]sx?$/, '.d.ts')
  const waiting = FACES.map(nameOf)
  const seen = new Set(waiting)
  for (let file = waiting.pop(); file !== undefined; file = waiting.pop()) {
    const text = made.get(file)
    if (text === undefined) throw new Error(`${file} was not declared`)
    // Not every resolver reads `x.ts` as `x.d.ts`.
    write(file, text.replace(/((?:from |import\()'\.[^']*)\.tsx?'/g, "$1.js'"))
    for (const next of importsOf(file, text)
      .filter((name) => /\.[jt]sx?$/.test(name))
      .map(nameOf)) {
      if (seen.has(next)) continue
      seen.add(next)
      waiting.push(next)
    }
  }
}

const stamp = path.join(root, '.cache', 'package-build')
const print = ['scripts/build-package.mjs', 'tsconfig.json'].reduce(
  (all, file) => all + readFileSync(path.join(root, file), 'utf8'),
  buildFingerprint(),
)
const isMade = existsSync(lib) && existsSync(stamp) && readFileSync(stamp, 'utf8') === print
if (isMade && process.argv.includes('--if-changed')) process.exit(0)

rmSync(half, { force: true, recursive: true })
try {
  await compile()
  declare()
  for (const name of readdirSync(path.join(src, READ)).filter((file) => file.endsWith('.sql'))) {
    write(`${READ}/${name}`, readFileSync(path.join(src, READ, name)))
  }
  rmSync(lib, { force: true, recursive: true })
  renameSync(half, lib)
  mkdirSync(path.dirname(stamp), { recursive: true })
  writeFileSync(stamp, print)
} finally {
  rmSync(half, { force: true, recursive: true })
}
