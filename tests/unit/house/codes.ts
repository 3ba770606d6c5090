import ts from 'typescript'
import type { SourceFile } from './files.ts'
import { parse } from './shapes.ts'

export interface DefinedCode {
  readonly code: string
  readonly status: number
}

const literalOf = (object: ts.ObjectLiteralExpression, name: string): string => {
  const property = object.properties.find(
    (one): one is ts.PropertyAssignment =>
      ts.isPropertyAssignment(one) && one.name.getText() === name,
  )
  const value = property?.initializer
  const isLiteral =
    value !== undefined && (ts.isStringLiteralLike(value) || ts.isNumericLiteral(value))
  return isLiteral ? value.text : ''
}

const every = (file: SourceFile, see: (node: ts.Node) => void): void => {
  const visit = (node: ts.Node): void => {
    see(node)
    ts.forEachChild(node, visit)
  }
  visit(parse(file))
}

/** Every `defineError({ code, status })`; a code that is not written out is ''. */
export const definedCodes = (files: readonly SourceFile[]): DefinedCode[] => {
  const found: DefinedCode[] = []
  for (const file of files) {
    every(file, (node) => {
      if (!ts.isCallExpression(node) || node.expression.getText() !== 'defineError') return
      const [definition] = node.arguments
      const isShape = definition !== undefined && ts.isObjectLiteralExpression(definition)
      found.push({
        code: isShape ? literalOf(definition, 'code') : '',
        status: isShape ? Number(literalOf(definition, 'status')) : 0,
      })
    })
  }
  return found
}

const isArgument = (node: ts.Node): boolean =>
  ts.isCallExpression(node.parent) && node.parent.arguments.some((one) => one === node)

/**
 * Codes that a test expects: values of `code`, arguments such as of `toBe`, rows of a table. Words in
 * names of tests do not count.
 */
export const assertedCodes = (files: readonly SourceFile[]): Set<string> => {
  const found = new Set<string>()
  for (const file of files) {
    every(file, (node) => {
      if (!ts.isStringLiteralLike(node)) return
      const { parent } = node
      const isCode = ts.isPropertyAssignment(parent) && parent.name.getText() === 'code'
      const isExpected =
        isArgument(node) && /\.to[A-Z]\w*$/.test((parent as ts.CallExpression).expression.getText())
      if (isCode || isExpected || ts.isArrayLiteralExpression(parent)) found.add(node.text)
    })
  }
  return found
}

/** Codes that no test expects. */
export const unassertedCodes = (
  sources: readonly SourceFile[],
  tests: readonly SourceFile[],
): string[] => {
  const asserted = assertedCodes(tests)
  return definedCodes(sources)
    .map(({ code }) => code)
    .filter((code) => !asserted.has(code))
}

/** Every `409 slot-taken` of a page, in backticks: code and status. */
export const documentedCodes = (page: string): DefinedCode[] =>
  [...page.matchAll(/`(\d{3}) ([a-z]+(?:-[a-z]+)*)`/g)].map(([, status, code]) => ({
    code: code ?? '',
    status: Number(status),
  }))
