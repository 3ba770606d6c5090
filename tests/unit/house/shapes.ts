import path from 'node:path'
import ts from 'typescript'
import type { SourceFile } from './files.ts'

export const WINGS = [
  'catalog',
  'clinical',
  'common',
  'messaging',
  'money',
  'operation',
  'people',
  'scheduling',
  'signIn',
  'tenancy',
]
/** What the pure floor has beside the wings of the house. */
const WINGS_OF_DOMAIN = ['language', 'risk']
const WINGED_FLOORS = ['collections', 'domain', 'endpoints', 'hooks', 'operations']

/** What a hook does, said by its first word: change data, refuse, or cause something after. */
const HOOK_VERBS =
  /^(?:fill|normalise|compute|ensure|prevent|freeze|keep|record|plan|queue)(?=[A-Z])/

export const parse = ({ path: file, text }: SourceFile): ts.SourceFile =>
  ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true)

const isExported = (node: ts.Statement): boolean =>
  ts.canHaveModifiers(node) &&
  (ts.getModifiers(node) ?? []).some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword)

/** The names of the values that a file exports; types have no file of their own. */
export const exportsOf = (file: SourceFile): string[] =>
  parse(file)
    .statements.filter(isExported)
    .flatMap((node) => {
      if (ts.isVariableStatement(node)) {
        return node.declarationList.declarations.map(({ name }) => name.getText())
      }
      const isValue = ts.isFunctionDeclaration(node) || ts.isClassDeclaration(node)
      return isValue && node.name !== undefined ? [node.name.text] : []
    })

const stemOf = (file: string): string => path.posix.basename(file).replace(/\..*$/, '')
const capital = (name: string): string => name.slice(0, 1).toUpperCase() + name.slice(1)

/** Files of floors with wings that stand in no wing of the house. */
export const wingOffenders = (paths: readonly string[]): string[] =>
  paths.filter((file) => {
    const [top, floor = '', wing = '', ...rest] = file.split('/')
    if (top !== 'src' || !WINGED_FLOORS.includes(floor)) return false
    if (floor === 'domain' && rest.length === 0) return false
    const known = floor === 'domain' ? [...WINGS, ...WINGS_OF_DOMAIN] : WINGS
    return rest.length !== 1 || !known.includes(wing)
  })

/** Hooks that do not say their kind, or whose file is not called like what it exports. */
export const hookOffenders = (files: readonly SourceFile[]): string[] =>
  files.flatMap((file) => {
    const stem = stemOf(file.path)
    const exported = exportsOf(file)
    return [
      ...(HOOK_VERBS.test(stem) ? [] : [`${file.path}: no verb of a hook`]),
      ...(exported.includes(stem) ? [] : [`${file.path}: exports no ${stem}`]),
      // A promise that is kept at two moments has a second hook under the same name.
      ...exported
        .filter((name) => !name.startsWith(stem))
        .map((name) => `${file.path}: ${name} is another promise`),
    ]
  })

/** `Payments.ts` exports `Payments` or `createPayments`; every other file what it is called. */
export const nameOffenders = (files: readonly SourceFile[]): string[] =>
  files
    .filter((file) => {
      const stem = stemOf(file.path)
      const exported = exportsOf(file)
      return !exported.includes(stem) && !exported.includes(`create${capital(stem)}`)
    })
    .map((file) => `${file.path} exports ${exportsOf(file).join(', ')}`)

/** A maker of shapes: `const whole = (name) => ({ … })` at the top, or `.map((name) => ({ … }))`. */
const isShapeMaker = (node: ts.ArrowFunction): boolean => {
  const body = ts.isParenthesizedExpression(node.body) ? node.body.expression : node.body
  if (!ts.isObjectLiteralExpression(body) && !ts.isArrayLiteralExpression(body)) return false
  const { parent } = node
  const isMapping =
    ts.isCallExpression(parent) &&
    ts.isPropertyAccessExpression(parent.expression) &&
    parent.expression.name.text === 'map'
  const isAtTop = ts.isVariableDeclaration(parent) && ts.isSourceFile(parent.parent.parent.parent)
  return isMapping || isAtTop
}

/** Functions in collections, which are shapes and wiring only. */
export const bodyOffenders = (files: readonly SourceFile[]): string[] =>
  files.flatMap((file) => {
    const source = parse(file)
    const found: string[] = []
    const visit = (node: ts.Node): void => {
      const isBody = ts.isFunctionLike(node) && 'body' in node && node.body !== undefined
      if (isBody && !(ts.isArrowFunction(node) && isShapeMaker(node))) {
        const { line } = source.getLineAndCharacterOfPosition(node.getStart())
        found.push(`${file.path}:${line + 1} has a function body`)
      }
      ts.forEachChild(node, visit)
    }
    visit(source)
    return found
  })
