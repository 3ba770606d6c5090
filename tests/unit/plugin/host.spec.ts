import { existsSync } from 'node:fs'
import { postgresAdapter } from '@payloadcms/db-postgres'
import { describe, expect, it } from '@jest/globals'
import type { Config } from 'payload'
import { caseload } from '../../../src/index.ts'
import { slugs } from '../../../src/slugs.ts'

type AdapterArgs = Parameters<typeof postgresAdapter>[0]

const SAFE: AdapterArgs = {
  idType: 'uuidv7',
  pool: { connectionString: 'postgres://nobody@127.0.0.1:1/none' },
  push: false,
}

const configOf = (host: Partial<Config>, args: AdapterArgs = SAFE): Config | Promise<Config> =>
  caseload()({ db: postgresAdapter(args), secret: 'of the host', ...host })

describe('an app that adds the plugin', () => {
  it('should keep its own texts, in every language, beside ours', async () => {
    const translations = { de: { mine: { a: 'Ja' } }, en: { mine: { a: 'Yes' } } }
    const config = await configOf({ i18n: { translations: translations } })
    const texts = config.i18n?.translations as Record<string, Record<string, unknown>>
    expect(texts.de).toMatchObject({ mine: { a: 'Ja' } })
    expect(texts.en).toMatchObject({ mine: { a: 'Yes' } })
    expect(Object.keys(texts.en ?? {})).toContain('caseload')
  })

  it('should keep its own commands and get one of ours, which is there', async () => {
    const own = { key: 'mine', scriptPath: '/mine.ts' }
    const { bin = [] } = await configOf({ bin: [own] })
    expect(bin.map(({ key }) => key)).toEqual(['mine', 'caseload'])
    expect(bin.filter(({ scriptPath }) => existsSync(scriptPath))).toHaveLength(1)
  })

  it('should keep its own collections, and the fields that it added to users', async () => {
    const { collections = [] } = await configOf({
      collections: [
        { slug: 'articles', fields: [{ name: 'title', type: 'text' }] },
        { slug: 'users', auth: true, fields: [{ name: 'nickname', type: 'text' }] },
      ],
    })
    const users = collections.filter(({ slug }) => slug === slugs.users)
    expect(collections[0]?.slug).toBe('articles')
    expect(users).toHaveLength(1)
    expect(users[0]?.fields).toContainEqual({ name: 'nickname', type: 'text' })
  })

  it('should hear which slug it may not have', () => {
    expect(() => configOf({ collections: [{ slug: 'sessions', fields: [] }] })).toThrow(
      'the collection "sessions" exists already',
    )
  })

  it.each([
    ['push', { ...SAFE, push: true }, 'push: false'],
    ['serial ids', { ...SAFE, idType: 'serial' as const }, "idType: 'uuidv7'"],
    ['prodMigrations', { ...SAFE, prodMigrations: [] }, 'payload migrate'],
  ])('should be refused %s by its adapter, with what to do', async (_, args, told) => {
    const { db } = await configOf({}, args)
    const payload = { config: { collections: [], globals: [] } } as never
    expect(() => db.init({ payload })).toThrow(told)
  })
})
