import ts from 'typescript'
import type { SourceFile } from './files.ts'
import { parse } from './shapes.ts'

/** Methods of Payload that take `overrideAccess`; without it they ask nobody. */
const METHODS =
  /^(?:auth|count(?:Versions|GlobalVersions)?|create|delete|duplicate|find(?:ByID|Distinct|Global|GlobalVersionByID|GlobalVersions|VersionByID|Versions)?|resetPassword|restore(?:Version|GlobalVersion)|unlock|update(?:Global)?)$/

const isPayload = (node: ts.Expression): boolean =>
  (ts.isIdentifier(node) && node.text === 'payload') ||
  (ts.isPropertyAccessExpression(node) && node.name.text === 'payload')

const isLocalApiCall = (node: ts.Node): node is ts.CallExpression =>
  ts.isCallExpression(node) &&
  ts.isPropertyAccessExpression(node.expression) &&
  METHODS.test(node.expression.name.text) &&
  isPayload(node.expression.expression)

const nameOf = (node: ts.ObjectLiteralElementLike): string | undefined =>
  node.name === undefined ? undefined : node.name.getText().replace(/^['"]|['"]$/g, '')

const says = (node: ts.Node): node is ts.PropertyAssignment | ts.ShorthandPropertyAssignment =>
  (ts.isPropertyAssignment(node) || ts.isShorthandPropertyAssignment(node)) &&
  nameOf(node) === 'overrideAccess'

/** `const shared = { overrideAccess: true, req }`, or an arrow function that answers such an object. */
const sayingNames = (files: readonly ts.SourceFile[]): Set<string> => {
  const names = new Set<string>()
  const unwrap = (node: ts.Expression): ts.Expression => {
    if (ts.isParenthesizedExpression(node) || ts.isAsExpression(node))
      return unwrap(node.expression)
    return ts.isArrowFunction(node) && !ts.isBlock(node.body) ? unwrap(node.body) : node
  }
  const visit = (node: ts.Node): void => {
    if (ts.isVariableDeclaration(node) && node.initializer !== undefined) {
      const value = unwrap(node.initializer)
      if (ts.isObjectLiteralExpression(value) && value.properties.some(says)) {
        names.add(node.name.getText())
      }
    }
    ts.forEachChild(node, visit)
  }
  files.forEach(visit)
  return names
}

const saysByArgument = (call: ts.CallExpression, names: ReadonlySet<string>): boolean => {
  const [argument] = call.arguments
  if (argument === undefined || !ts.isObjectLiteralExpression(argument)) return false
  return argument.properties.some((property) => {
    if (!ts.isSpreadAssignment(property)) return says(property)
    const { expression } = property
    return names.has(
      (ts.isCallExpression(expression) ? expression.expression : expression).getText(),
    )
  })
}

/** The statement that a node stands in, with the comments above it. */
const statementAround = (node: ts.Node): ts.Node =>
  ts.isStatement(node) || ts.isSourceFile(node.parent) ? node : statementAround(node.parent)

const hasReason = (node: ts.Node, text: string): boolean => {
  const around = text.slice(statementAround(node).getFullStart(), node.getEnd())
  // What stands in quotes is no comment.
  return /\/[/*]/.test(around.replaceAll(/'[^'\n]*'|"[^"\n]*"|`[^`]*`/g, ''))
}

/** Local API calls that leave `overrideAccess` out, and those that set it without a word of why. */
export const localApiOffenders = (files: readonly SourceFile[]): string[] => {
  const parsed = files.map((file) => parse(file))
  const names = sayingNames(parsed)
  return parsed.flatMap((source) => {
    const found: string[] = []
    const tell = (node: ts.Node, fault: string): void => {
      const { line } = source.getLineAndCharacterOfPosition(node.getStart())
      found.push(`${source.fileName}:${line + 1} ${fault}`)
    }
    const visit = (node: ts.Node): void => {
      if (isLocalApiCall(node) && !saysByArgument(node, names)) tell(node, 'says no overrideAccess')
      const isOpen =
        ts.isPropertyAssignment(node) &&
        says(node) &&
        node.initializer.kind !== ts.SyntaxKind.FalseKeyword
      if (isOpen && !hasReason(node, source.text)) tell(node, 'overrides access without a reason')
      ts.forEachChild(node, visit)
    }
    visit(source)
    return found
  })
}

/** How many calls there are, so that a reader that sees none is noticed. */
export const countLocalApiCalls = (files: readonly SourceFile[]): number =>
  files
    .map((file) => {
      let count = 0
      const visit = (node: ts.Node): void => {
        if (isLocalApiCall(node)) count += 1
        ts.forEachChild(node, visit)
      }
      visit(parse(file))
      return count
    })
    .reduce((sum, count) => sum + count, 0)
