import type { PayloadRequest } from 'payload'
import { servicesOf } from '../common/services.ts'
import { isLanguage, type Language } from '../../translations/index.ts'
import { mails } from '../../translations/mails.ts'

type Facts = Readonly<Record<string, string>>

const filled = (text: string, facts: Facts): string =>
  Object.entries(facts).reduce((told, [name, fact]) => told.replaceAll(`{{${name}}}`, fact), text)

/** Of a locale such as `hi-IN`; English where we have no texts. */
export const languageOf = (locale: string | undefined): Language => {
  const language = locale?.split('-')[0]
  return isLanguage(language) ? language : 'en'
}

/** A page of the admin panel, for a link in a mail; never where a request claims to have been sent. */
export const adminLink = (req: PayloadRequest, path: string): string => {
  const { routes, serverURL } = req.payload.config
  const site = serverURL === '' ? servicesOf(req.payload).siteUrl : serverURL
  return `${site}${routes.admin}${path}`
}

export const mailText = (
  name: 'invitation' | 'reset',
  language: Language,
  facts: Facts,
): { subject: string; text: string } => {
  const { subject, text } = mails[language][name]
  return { subject: filled(subject, facts), text: filled(text, facts) }
}
