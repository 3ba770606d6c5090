import { describe, expect, it } from '@jest/globals'
import { Linter } from 'eslint'
import ts from 'typescript'
import tseslint from 'typescript-eslint'
import { explicitOverrideAccess } from '../../../scripts/lint/explicitOverrideAccess.mjs'

const FILE = 'judged.ts'
const PREFIX = 'declare const payload: any; declare const req: { payload: any };'

/** A program of one file that lies nowhere. */
const programOf = (text: string): ts.Program => {
  const host = ts.createCompilerHost({})
  const readReal = host.getSourceFile.bind(host)
  host.getSourceFile = (name, target) =>
    name === FILE ? ts.createSourceFile(name, text, target, true) : readReal(name, target)
  return ts.createProgram([FILE], { strict: true, target: ts.ScriptTarget.ES2022 }, host)
}

const judged = (text: string): (string | null)[] => {
  const code = `${PREFIX}\n${text}`
  const config = {
    files: ['**/*.ts'],
    languageOptions: { parser: tseslint.parser, parserOptions: { programs: [programOf(code)] } },
    plugins: { caseload: { rules: { 'explicit-override-access': explicitOverrideAccess } } },
    rules: { 'caseload/explicit-override-access': 'error' },
  }
  const messages = new Linter().verify(code, [config as unknown as Linter.Config], FILE)
  return messages.map(({ message, ruleId }) => ruleId ?? message)
}

describe('the lint rule on the Local API', () => {
  it.each([
    ['a call on its own', `payload.find({ collection: 'x' })`],
    ['a call on the request', `req.payload.update({ collection: 'x', id: '1' })`],
    ['a call without anything', 'payload.find()'],
    ['a spread that says nothing', 'const a = { req }; payload.count({ ...a })'],
    [
      'a spread that may say nothing',
      'declare const a: { overrideAccess?: boolean }; payload.delete({ ...a })',
    ],
    ['options made elsewhere', 'declare const a: object; payload.find(a)'],
    ['a sign-in as somebody', 'payload.auth({ headers: 1 })'],
  ])('should refuse %s', (_, text) => {
    expect(judged(text)).toEqual(['caseload/explicit-override-access'])
  })

  it.each([
    ['a call that says it', `payload.find({ collection: 'x', overrideAccess: false })`],
    [
      'a spread that says it',
      'const a = { overrideAccess: true } as const; req.payload.find({ ...a, req })',
    ],
    [
      'options made elsewhere that say it',
      'declare const a: { overrideAccess: boolean }; payload.findByID(a)',
    ],
    ['another find', 'declare const rows: any; rows.find({ id: 1 })'],
    ['the adapter, which asks nobody by design', 'declare const db: any; db.find({})'],
  ])('should let pass %s', (_, text) => {
    expect(judged(text)).toEqual([])
  })
})
