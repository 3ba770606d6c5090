import { getTranslation } from '@payloadcms/translations'
import { catalogues, type TextKey } from '../../../translations/index.ts'
import type { Viewer } from '../../shared/viewer.ts'

/** The actions that have words of their own, by the name that the log holds. */
export const ACTIONS: readonly string[] = Object.keys(catalogues.en.audit.actions)

const keyOf = (action: string): string => action.replace('.', '-')

/** The log's name of an action: its permission. */
export const actionOf = (key: string): string =>
  /^(?:charges|dues|ledger|payments|sessions|statements)-/.test(key) ? key.replace('-', '.') : key

export const actionWords = ({ texts }: Viewer, action: string): string =>
  ACTIONS.includes(keyOf(action)) ? texts(`audit:actions:${keyOf(action)}` as TextKey) : action

/** A collection by its name in the panel; what is none as the log has it. */
export const resourceWords = ({ req }: Viewer, resource: string): string => {
  const { collections } = req.payload
  const found = (collections as Partial<typeof collections>)[resource as keyof typeof collections]
  return found === undefined ? resource : getTranslation(found.config.labels.plural, req.i18n)
}
