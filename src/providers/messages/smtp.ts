import { Readable } from 'node:stream'
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
 * What an SMTP fault means. Before the server has asked for the mail it has certainly not been sent;
 * once it was handed over and no answer came, nobody knows.
 */
const outcomeOf = (error: SmtpError, isHandedOver: boolean): SendOutcome => {
  // Our own credentials are wrong, not the message: somebody will put them right.
  if (error.code === 'EAUTH') return { kind: 'refused-for-now' }
  if (error.responseCode !== undefined) {
    return error.responseCode >= 500
      ? { kind: 'refused', reason: `smtp ${error.responseCode}` }
      : { kind: 'refused-for-now' }
  }
  return isHandedOver
    ? { kind: 'unknown', reason: `smtp ${error.code ?? 'failure'}` }
    : { kind: 'refused-for-now' }
}

interface ComposedMail {
  createReadStream: () => Readable
}

/** Calls `tell` when the mail is first read, which is when the server has said that it takes it. */
const watchHandOver = (mail: ComposedMail, tell: () => void): void => {
  const open = mail.createReadStream.bind(mail)
  const read = async function* () {
    tell()
    yield* open()
  }
  mail.createReadStream = () => Readable.from(read(), { objectMode: false })
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
      let isHandedOver = false
      transport.use('stream', (mail, done) => {
        watchHandOver(mail.message, () => {
          isHandedOver = true
        })
        done()
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
        return outcomeOf(error as SmtpError, isHandedOver)
      } finally {
        transport.close()
      }
    },
  }
}
