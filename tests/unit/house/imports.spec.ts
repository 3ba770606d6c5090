import { describe, expect, it } from '@jest/globals'
import { readSources } from './files.ts'
import { IMPORT_TABLE, importOffenders, importsOf } from './importTable.ts'

const files = readSources(/^(?:src|seed|bench|tests)\/.*\.tsx?$|^[\w.]+\.config\.ts$/)

/** One made-up file that imports another. */
const importing = (from: string, specifier: string): string[] =>
  importOffenders([{ path: from, text: `import { x } from '${specifier}'\nx()\n` }])

describe('the import table', () => {
  it('should be kept by every file', () => {
    expect(importOffenders(files)).toEqual([])
  })

  it('should be asked of every floor', () => {
    const floors = readSources(/^src\/[\w-]+(?:\/|\.ts$)/).map(({ path }) => path.split('/')[1])
    const known = [...Object.keys(IMPORT_TABLE), 'app', 'index', 'plugin', 'server']

    expect(new Set(floors).size).toBeGreaterThan(12)
    expect(known).toEqual(
      expect.arrayContaining([...new Set(floors)].map((name) => name?.replace(/(\.d)?\.ts$/, ''))),
    )
  })

  it('should read as many imports as the sources have', () => {
    const ours = files.flatMap(importsOf).filter((target) => target.startsWith('src/'))
    expect(ours.length).toBeGreaterThan(500)
  })
})

describe('the reader of imports', () => {
  it.each([
    ['a named import', "import { a } from '../db/query.ts'"],
    ['a type import', "import type { A } from '../db/query.ts'"],
    ['an import for its effect', "import '../db/query.ts'"],
    ['an export from elsewhere', "export * from '../db/query.ts'"],
    ['a dynamic import', "const load = async () => (await import('../db/query.ts')).query"],
    ['a type in place', "type A = import('../db/query.ts').Query"],
    ['a require', "const a = require('../db/query.ts')"],
    ['an import that equals a require', "import a = require('../db/query.ts')"],
    ['a reference', '/// <reference path="../db/query.ts" />'],
  ])('should see %s', (_, text) => {
    expect(importsOf({ path: 'src/access/rights.ts', text })).toEqual(['src/db/query.ts'])
  })

  it('should not see what is only written about', () => {
    const text = "// import '../db/query.ts'\nconst told = \"import('../db/query.ts')\"\n"
    expect(importsOf({ path: 'src/access/rights.ts', text })).toEqual([])
  })
})

describe('the judge of imports', () => {
  it('should name who imports whom against which rule', () => {
    expect(importing('src/collections/money/Payments.ts', '../../db/query.ts')).toEqual([
      'src/collections/money/Payments.ts imports src/db/query.ts: ' +
        'collections imports only access, domain, endpoints, fields, hooks, slugs',
    ])
  })

  it.each([
    ['src/domain/money/minor.ts', '../../access/rights.ts'],
    ['src/domain/money/minor.ts', '../../payload-types.ts'],
    ['src/domain/money/minor.ts', 'zod'],
    ['src/domain/money/minor.ts', 'node:crypto'],
    ['src/providers/messages/smtp.ts', '../../operations/common/services.ts'],
    ['src/providers/messages/smtp.ts', '../../payload-types.ts'],
    ['src/access/rights.ts', '../db/query.ts'],
    ['src/fields/money.ts', '../hooks/common/fillTenant.ts'],
    ['src/db/query.ts', '../access/rights.ts'],
    ['src/operations/money/post.ts', '../../hooks/common/fillTenant.ts'],
    ['src/hooks/money/freezePayment.ts', '../../endpoints/common/parse.ts'],
    ['src/endpoints/money/paymentEndpoints.ts', '../../db/query.ts'],
    ['src/endpoints/money/paymentEndpoints.ts', '../../hooks/common/fillTenant.ts'],
    ['src/jobs/messageLoop.ts', '../db/query.ts'],
    ['src/admin/views/Calendar/index.tsx', '../../../db/query.ts'],
    ['src/slugs.ts', './domain/ids.ts'],
    ['src/operations/money/post.ts', '../../plugin/options.ts'],
    ['src/hooks/money/freezePayment.ts', '../../index.ts'],
    ['src/hooks/money/freezePayment.ts', 'caseload'],
    ['src/plugin/caseload.ts', '../index.ts'],
    ['src/operations/money/post.ts', '../../server/env.ts'],
    ['src/plugin/caseload.ts', '../server/env.ts'],
    ['src/operations/money/post.ts', '@payload-config'],
    ['src/operations/money/post.ts', '../../../seed/clinic.ts'],
    ['src/server/serve.ts', '../../tests/support/app.ts'],
    ['src/reports/dues.ts', '../domain/ids.ts'],
  ])('should refuse that %s imports %s', (from, specifier) => {
    expect(importing(from, specifier)).toHaveLength(1)
  })

  it.each([
    ['src/domain/money/minor.ts', 'temporal-polyfill'],
    ['src/domain/money/minor.ts', '../errors.ts'],
    ['src/hooks/money/freezePayment.ts', '../../payload-types.ts'],
    ['src/hooks/money/freezePayment.ts', '../../db/query.ts'],
    ['src/plugin/caseload.ts', '../db/adapter.ts'],
    ['src/index.ts', './plugin/caseload.ts'],
    ['src/server/cli.ts', '../../seed/seed.ts'],
    ['payload.config.ts', './src/index.ts'],
    ['tests/support/app.ts', '../../src/server/env.ts'],
  ])('should let %s import %s', (from, specifier) => {
    expect(importing(from, specifier)).toEqual([])
  })

  it('should refuse an import whose name is computed', () => {
    const text = 'export const load = (name: string) => import(`./${name}.ts`)'
    expect(importOffenders([{ path: 'src/jobs/load.ts', text }])).toHaveLength(1)
  })

  it('should refuse what a client component reaches over another file', () => {
    const offenders = importOffenders([
      {
        path: 'src/admin/components/Dues/index.client.tsx',
        text: "import { duesOf } from '../../shared/dues.ts'",
      },
      {
        path: 'src/admin/shared/dues.ts',
        text: "import { readBalances } from '../../operations/money/ledger.ts'",
      },
    ])
    expect(offenders).toEqual([
      'src/admin/shared/dues.ts imports src/operations/money/ledger.ts: ' +
        'what the browser gets imports no operations',
    ])
  })
})
