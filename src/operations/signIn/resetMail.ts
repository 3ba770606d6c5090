import type { PayloadRequest } from 'payload'
import { adminLink, languageOf, mailText } from './ownMail.ts'

interface ResetArgs {
  readonly req?: PayloadRequest
  readonly token?: string
}

const mailOf = ({ req, token = '' }: ResetArgs = {}) =>
  req === undefined
    ? { subject: '', text: '' }
    : mailText('reset', languageOf(req.i18n.language), {
        link: adminLink(req, `${req.payload.config.admin.routes.reset}/${token}`),
      })

/** Plain words and a link, in the language of whoever asked. @rule SEC-3 */
export const resetText = (args?: ResetArgs): string => mailOf(args).text

export const resetSubject = (args?: ResetArgs): string => mailOf(args).subject
