import nodemailer from 'nodemailer'
import type { SendOutcome } from '../../domain/messaging/notificationStates.ts'
import type { MessageProvider } from './types.ts'

interface SmtpOptions {
  /** Address that mails come from. */
  readonly from: string
  /** `smtp://user:password@host:587` or `smtps://…`. */
  readonly url: string
}

interface SmtpError extends Error {
  readonly code?: string
  readonly responseCode?: number
}

/**
 * What an SMTP fault means. Before the server has taken the message it has certainly not been sent;
 * once it was handed over and no answer came, nobody knows.
 */
const outcomeOf = (error: SmtpError): SendOutcome => {
  if (error.responseCode !== undefined) {
    return error.responseCode >= 500
      ? { kind: 'refused', reason: `smtp ${error.responseCode}` }
      : { kind: 'refused-for-now' }
  }
  const neverConnected = ['ECONNREFUSED', 'EAUTH', 'EDNS', 'ENOTFOUND', 'ESOCKET', 'ECONNECTION']
  return neverConnected.includes(error.code ?? '')
    ? { kind: 'refused-for-now' }
    : { kind: 'unknown', reason: `smtp ${error.code ?? 'failure'}` }
}

/** Mail over SMTP. The Message-ID is made from our key, so that a repeated mail can be recognised. */
export const smtpProvider = ({ from, url }: SmtpOptions): MessageProvider => {
  const domain = from.split('@')[1] ?? 'localhost'
  return {
    channel: 'email',
    name: 'smtp',

    lookUp: () => Promise.resolve({ kind: 'cannot-tell' }),

    async send(message, { timeoutMs }) {
      const transport = nodemailer.createTransport({
        connectionTimeout: timeoutMs,
        greetingTimeout: timeoutMs,
        socketTimeout: timeoutMs,
        url,
      })
      try {
        const sent = await transport.sendMail({
          from: { address: from, name: message.fromName },
          messageId: `<${message.id}@${domain}>`,
          subject: message.subject,
          text: message.body,
          to: message.to,
        })
        return { kind: 'accepted', messageId: sent.messageId }
      } catch (error) {
        return outcomeOf(error as SmtpError)
      } finally {
        transport.close()
      }
    },
  }
}
