import type { PayloadRequest } from 'payload'
import { rightsOf } from '../access/rights.ts'
import { formatsOf, localeFor } from '../admin/shared/formats.ts'
import { refusalText } from '../admin/shared/refusalText.ts'
import { makeTexts } from '../admin/shared/texts.ts'
import { type Preset, PRESET_VALUES } from '../domain/tenancy/presets.ts'
import { wordsFor } from '../translations/index.ts'

interface Told {
  readonly code: string
  readonly facts: Readonly<Record<string, unknown>>
  readonly message: string
}

const NOWHERE = { currency: 'INR', locale: 'en-IN', timezone: 'UTC' }

/**
 * The message of a refusal for whoever reads it in a form of the panel. In English it is the domain's
 * own, which programs see too.
 * @rule UIX-5
 */
export const messageFor = (req: Partial<PayloadRequest>, preset: Preset, told: Told): string => {
  const { i18n } = req
  if (i18n === undefined || i18n.language === 'en') return told.message
  const place = rightsOf(req)?.memberships[0] ?? NOWHERE
  return refusalText(told, {
    formats: formatsOf({ ...place, locale: localeFor(place.locale, i18n.language) }),
    texts: makeTexts(i18n.t, wordsFor(PRESET_VALUES[preset].labels, i18n.language)),
  })
}
