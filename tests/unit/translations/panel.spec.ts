import { describe, expect, it } from '@jest/globals'
import type { CollectionConfig } from 'payload'
import { PRESETS } from '../../../src/domain/tenancy/presets.ts'
import { buildCollections } from '../../../src/plugin/collections.ts'
import { panels } from '../../../src/translations/index.ts'

interface Shown {
  readonly at: string
  readonly text: unknown
}

/** Hidden in the form, but columns of a list. */
const COLUMNS = new Set(
  buildCollections({}).flatMap(({ admin, slug }) =>
    [...(admin?.defaultColumns ?? []), ...(admin?.listSearchableFields ?? [])].map(
      (name) => `${slug}.${name}`,
    ),
  ),
)

interface AnyField {
  readonly admin?: { readonly description?: unknown; readonly hidden?: boolean }
  readonly fields?: readonly AnyField[]
  readonly label?: unknown
  readonly name?: string
  readonly options?: readonly (string | { readonly label: unknown; readonly value: string })[]
}

const valueOf = (option: string | { readonly value: string }): string =>
  typeof option === 'string' ? option : option.value

/** Every text that people read of a field: its label, its help, its values. */
const textsOf = (field: AnyField, at: string): Shown[] => {
  const { admin, fields = [], label, name, options = [] } = field
  const path = name === undefined ? at : `${at}.${name}`
  const isShown = name !== undefined && (admin?.hidden !== true || COLUMNS.has(path))
  return [
    ...(isShown ? [{ at: path, text: label }] : []),
    ...(admin?.description === undefined
      ? []
      : [{ at: `${path} (help)`, text: admin.description }]),
    ...options.map((option) => ({
      at: `${path} (${valueOf(option)})`,
      text: typeof option === 'string' ? option : option.label,
    })),
    ...fields.flatMap((inner) => textsOf(inner, path)),
  ]
}

const textsOfCollection = ({ admin, fields, labels, slug }: CollectionConfig): Shown[] => [
  { at: `${slug} (plural)`, text: labels?.plural },
  { at: `${slug} (singular)`, text: labels?.singular },
  { at: `${slug} (group)`, text: admin?.group },
  ...(admin?.description === undefined ? [] : [{ at: `${slug} (about)`, text: admin.description }]),
  ...fields.flatMap((field) => textsOf(field as AnyField, slug)),
]

const isComplete = ({ text }: Shown): boolean =>
  ['en', 'hi'].every((language) => {
    const told = (text as Record<string, unknown> | undefined)?.[language]
    return typeof told === 'string' && told !== '' && !told.includes('{{')
  })

describe.each(PRESETS)('the generated panel of the preset %s', (preset) => {
  const shown = buildCollections({ preset }).flatMap(textsOfCollection)

  it('should have every text in both languages, with the words of the preset put in', () => {
    expect(shown.length).toBeGreaterThan(500)
    expect(shown.filter((one) => !isComplete(one)).map(({ at }) => at)).toEqual([])
  })
})

describe('the texts of the panel', () => {
  it('should hold nothing that no field, value or collection uses', () => {
    // Payload and the multi-tenant plugin add these to our collections.
    const used = new Set(['createdAt', 'email', 'tenant', 'updatedAt'])
    const use = ({ fields = [], name, options = [] }: AnyField, at: string): void => {
      const path = name === undefined ? at : `${at}.${name}`
      used.add(path in panels.en.fields ? path : (name ?? path))
      used.add(`${path}.one`).add(path)
      for (const value of options.map(valueOf)) {
        used.add(`${path}.${value}` in panels.en.options ? `${path}.${value}` : value)
      }
      for (const field of fields) use(field, path)
    }
    for (const { fields, slug } of buildCollections({})) {
      for (const field of fields) use(field as AnyField, slug)
    }

    const { fields, help, options } = panels.en
    const known = [...Object.keys(fields), ...Object.keys(help), ...Object.keys(options)]
    expect(known.filter((key) => !used.has(key))).toEqual([])
  })
})
