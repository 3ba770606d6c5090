import type { panel as english } from '../../en/panel/index.ts'
import { byField } from '../../choices.ts'
import type { SameKeys } from '../../shape.ts'
import { about } from './about.ts'
import { choices } from './choices.ts'
import { fields } from './fields.ts'
import { groups } from './groups.ts'
import { help } from './help.ts'
import { options } from './options.ts'
import { plural } from './plural.ts'
import { singular } from './singular.ts'

export const panel: SameKeys<typeof english> = {
  about,
  fields,
  groups,
  help,
  options: { ...options, ...byField(choices) },
  plural,
  singular,
}
