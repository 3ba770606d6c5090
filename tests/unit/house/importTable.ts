import path from 'node:path'
import ts from 'typescript'
import { readText, type SourceFile } from './files.ts'

/**
 * Who may import whom: each floor, and the floors it stands on. `payload-types` and `translations` may be
 * used by every floor but domain and providers.
 */
export const IMPORT_TABLE: Readonly<Record<string, readonly string[]>> = {
  access: ['domain', 'slugs'],
  admin: ['access', 'domain', 'operations', 'slugs'],
  collections: ['access', 'domain', 'endpoints', 'fields', 'hooks', 'slugs'],
  db: ['domain', 'slugs'],
  domain: [],
  endpoints: ['access', 'domain', 'operations', 'slugs'],
  fields: ['access', 'domain', 'slugs'],
  global: [],
  hooks: ['access', 'db', 'domain', 'operations', 'slugs'],
  jobs: ['domain', 'operations', 'providers', 'slugs'],
  operations: ['access', 'db', 'domain', 'providers', 'slugs'],
  'payload-types': [],
  providers: ['domain'],
  slugs: [],
  translations: [],
}
const USABLE_BY_MOST = ['payload-types', 'translations']
const PURE = ['domain', 'providers']
/** The plugin may use every floor, its face also the plugin. */
const FACE = ['plugin', 'index']
/** They put the parts together. */
const COMPOSERS = ['app', 'next.config', 'payload.config', 'seed', 'server']
/** They run the product from outside. */
const OUTSIDE = ['bench', 'scripts', 'tests']
/** The one thing the pure floor may take from others: time zones and repetition rules. */
const PACKAGES_OF_DOMAIN = ['rrule-temporal', 'temporal-polyfill']

const { config: tsconfig } = ts.parseConfigFileTextToJson(
  'tsconfig.json',
  readText('tsconfig.json'),
) as {
  config: { compilerOptions: { paths: Record<string, [string]> } }
}
const ALIASES: Readonly<Record<string, string>> = {
  caseload: 'src/index.ts',
  ...Object.fromEntries(
    Object.entries(tsconfig.compilerOptions.paths).map(([name, [file]]) => [
      name,
      path.posix.normalize(file),
    ]),
  ),
}

const isPathToUs = (target: string): boolean =>
  /^(?:src|seed|tests|bench|scripts)\/|^[\w.-]+\.config\.ts$/.test(target)

/** `src/hooks/money/x.ts` → `hooks`; `src/slugs.ts` → `slugs`; `seed/seed.ts` → `seed`. */
export const floorOf = (file: string): string => {
  const [top = '', second = ''] = file.split('/')
  const name = top === 'src' ? second : top
  return name.replace(/(?:\.d)?\.tsx?$/, '')
}

/** What one file imports, in any way TypeScript knows: paths of ours from the root, names of packages. */
export const importsOf = ({ path: file, text }: SourceFile): string[] => {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true)
  const found: string[] = source.referencedFiles.map(({ fileName }) => `./${fileName}`)
  const keep = (node: ts.Node | undefined): void => {
    const literal = node !== undefined && ts.isLiteralTypeNode(node) ? node.literal : node
    if (literal === undefined) return
    found.push(ts.isStringLiteralLike(literal) ? literal.text : '(computed)')
  }
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) keep(node.moduleSpecifier)
    else if (ts.isExternalModuleReference(node)) keep(node.expression)
    else if (ts.isImportTypeNode(node)) keep(node.argument)
    else if (ts.isCallExpression(node) && isImportCall(node)) keep(node.arguments[0])
    ts.forEachChild(node, visit)
  }
  visit(source)
  return found.map((name) =>
    name.startsWith('.')
      ? path.posix.join(path.posix.dirname(file), name)
      : (ALIASES[name] ?? name),
  )
}

const isImportCall = ({ expression }: ts.CallExpression): boolean =>
  expression.kind === ts.SyntaxKind.ImportKeyword ||
  (ts.isIdentifier(expression) && expression.text === 'require')

/** The rule that an import of ours breaks, if it breaks one. */
const ruleBrokenBy = (from: string, to: string): string | undefined => {
  if (from === to || OUTSIDE.includes(from)) return undefined
  if (OUTSIDE.includes(to)) return `nothing imports ${to}`
  if (COMPOSERS.includes(from)) return undefined
  if (COMPOSERS.includes(to)) return `only tests, bench and scripts import ${to}`
  if (from === 'index' || (from === 'plugin' && to !== 'index')) return undefined
  if (FACE.includes(to)) return `no floor imports ${to}`
  const allowed = IMPORT_TABLE[from]
  if (allowed === undefined) return `${from} is no floor of the house`
  if (USABLE_BY_MOST.includes(to) && !PURE.includes(from)) return undefined
  return allowed.includes(to)
    ? undefined
    : `${from} imports ${allowed.length === 0 ? 'nothing but itself' : `only ${allowed.join(', ')}`}`
}

const isForBrowsers = ({ path: file, text }: SourceFile): boolean =>
  floorOf(file) === 'admin' && (file.includes('.client.') || /^\s*['"]use client['"]/.test(text))

/** Files that the browser gets: client components, and whatever of the admin floor they import. */
const filesForBrowsers = (files: readonly SourceFile[]): Set<string> => {
  const byPath = new Map(files.map((file) => [file.path, file]))
  const reached = new Set<string>()
  const reach = (file: SourceFile): void => {
    if (reached.has(file.path)) return
    reached.add(file.path)
    for (const target of importsOf(file)) {
      const next = byPath.get(target)
      if (next !== undefined && floorOf(next.path) === 'admin') reach(next)
    }
  }
  for (const file of files) if (isForBrowsers(file)) reach(file)
  return reached
}

const rulesBrokenBy = (file: SourceFile, target: string, forBrowsers: boolean): string[] => {
  const from = floorOf(file.path)
  if (target === '(computed)') return ['the name of an import is written out']
  if (!isPathToUs(target)) {
    return from === 'domain' && !PACKAGES_OF_DOMAIN.includes(target)
      ? [`domain uses no package but ${PACKAGES_OF_DOMAIN.join(' and ')}`]
      : []
  }
  const to = floorOf(target)
  const broken = ruleBrokenBy(from, to)
  const isServerOnly = forBrowsers && ['db', 'operations'].includes(to)
  return [
    ...(broken === undefined ? [] : [broken]),
    ...(isServerOnly ? [`what the browser gets imports no ${to}`] : []),
  ]
}

/** Every import that breaks the table, as `src/a/b.ts imports src/c/d.ts: rule`. */
export const importOffenders = (files: readonly SourceFile[]): string[] => {
  const browser = filesForBrowsers(files)
  return files.flatMap((file) =>
    importsOf(file).flatMap((target) =>
      rulesBrokenBy(file, target, browser.has(file.path)).map(
        (rule) => `${file.path} imports ${target}: ${rule}`,
      ),
    ),
  )
}
