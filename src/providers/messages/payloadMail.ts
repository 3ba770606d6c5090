import { randomUUID } from 'node:crypto'
import type { EmailAdapter } from 'payload'
import type { MessageProvider } from './types.ts'

const TIMEOUT_MS = 20_000

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '')

/**
 * Lets Payload's own mails, such as a forgotten password, leave by the same way as messages do, in
 * place of the log, where their links would stand for everybody to read.
 */
export const payloadMail =
  (provider: MessageProvider, defaultFromAddress: string): EmailAdapter =>
  () => ({
    defaultFromAddress,
    defaultFromName: 'Caseload',
    name: `caseload-${provider.name}`,
    sendEmail: ({ html, subject, text, to }) =>
      provider.send(
        {
          body: textOf(text) === '' ? textOf(html) : textOf(text),
          fromName: 'Caseload',
          id: randomUUID(),
          subject: textOf(subject),
          to: textOf(to),
        },
        { timeoutMs: TIMEOUT_MS },
      ),
  })
