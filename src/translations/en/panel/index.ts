import { byField } from '../../choices.ts'
import { about } from './about.ts'
import { choices } from './choices.ts'
import { fields } from './fields.ts'
import { groups } from './groups.ts'
import { help } from './help.ts'
import { options } from './options.ts'
import { plural } from './plural.ts'
import { singular } from './singular.ts'

/** Texts of the generated panel: collections, fields, options. */
export const panel = {
  about,
  fields,
  groups,
  help,
  options: { ...options, ...byField(choices) },
  plural,
  singular,
} as const
