import type { CollectionConfig, Field } from 'payload'
import { type Preset, PRESET_VALUES } from '../domain/tenancy/presets.ts'
import { type Language, panels, withWords, wordsFor } from '../translations/index.ts'

type Part = keyof (typeof panels)['en']
type Text = Record<Language, string>

const LANGUAGES = Object.keys(panels) as Language[]

/** The text under the first of the keys that there is, in every language and in the preset's words. */
type Find = (part: Part, ...keys: string[]) => Text | undefined

const findIn =
  (preset: Preset): Find =>
  (part, ...keys) => {
    const known: Readonly<Record<string, string>> = panels.en[part]
    const key = keys.find((candidate) => candidate in known)
    if (key === undefined) return undefined
    const { labels } = PRESET_VALUES[preset]
    return Object.fromEntries(
      LANGUAGES.map((language) => {
        const texts: Readonly<Record<string, string>> = panels[language][part]
        return [language, withWords(texts[key] ?? key, wordsFor(labels, language))]
      }),
    ) as Text
  }

interface At {
  readonly find: Find
  readonly path: string
  readonly slug: string
}

/** A field with its label, help and options; one that has its own already keeps it. */
const withFieldTexts = (field: Field, at: At): Field => {
  const name = 'name' in field ? field.name : undefined
  const path = name === undefined ? at.path : `${at.path}${name}`
  const key = `${at.slug}.${path}`
  const help = name === undefined ? undefined : at.find('help', key)
  const label = name === undefined ? undefined : at.find('fields', key, name)
  const inner = { ...at, path: name === undefined ? path : `${path}.` }
  const one = field.type === 'array' ? at.find('fields', `${key}.one`) : undefined
  return {
    ...field,
    ...(label === undefined || 'label' in field ? {} : { label }),
    ...(help === undefined ? {} : { admin: { ...field.admin, description: help } }),
    ...(one === undefined ? {} : { labels: { plural: label, singular: one } }),
    ...('fields' in field ? { fields: field.fields.map((sub) => withFieldTexts(sub, inner)) } : {}),
    ...('options' in field
      ? {
          options: field.options.map((option) =>
            typeof option === 'string'
              ? { label: at.find('options', `${key}.${option}`, option) ?? option, value: option }
              : option,
          ),
        }
      : {}),
  } as Field
}

/** A collection of ours with its names, in every language and in the words of the preset. @rule TEN-9 */
export const withTexts = (collection: CollectionConfig, preset: Preset): CollectionConfig => {
  const find = findIn(preset)
  const { slug } = collection
  const about = find('about', slug)
  const named = collection.admin?.group
  const group = typeof named === 'string' ? find('groups', named) : undefined
  const [plural, singular] = [find('plural', slug), find('singular', slug)]
  return {
    ...collection,
    admin: {
      ...collection.admin,
      ...(about === undefined ? {} : { description: about }),
      ...(group === undefined ? {} : { group }),
    },
    fields: collection.fields.map((field) => withFieldTexts(field, { find, path: '', slug })),
    ...(plural === undefined || singular === undefined ? {} : { labels: { plural, singular } }),
  }
}
