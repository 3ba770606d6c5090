import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals'
import type { MessageProvider, OutgoingMessage } from '../../../src/index.ts'
import { smtpProvider } from '../../../src/index.ts'
import { deliverDue } from '../../../src/jobs/messageLoop.ts'
import { startTestApp, type TestApp } from '../../support/app.ts'
import { type Clinic, createClinic } from '../../support/clinic.ts'
import { book } from '../../support/flows.ts'
import { DROP, MailServer, type Script } from './mailServer.ts'
import { later, MINUTE_MS, outboxOf } from './outbox.ts'

const server = new MailServer()
let app: TestApp
let clinic: Clinic
let email: MessageProvider
let port: number

const FROM = 'clinic@caseload.example'

beforeAll(async () => {
  port = await server.start()
  email = smtpProvider({ from: FROM, url: `smtp://127.0.0.1:${port}` })
  app = await startTestApp({ caseload: { providers: { email } } })
  // This preset writes by e-mail.
  clinic = await createClinic(app, { preset: 'mental-health' })
})
afterAll(async () => {
  await app.close()
  await server.stop()
})
beforeEach(() => {
  server.script = {}
  server.mails.length = 0
})

const message: OutgoingMessage = {
  body: 'Hi Priya, the appointment is booked.',
  fromName: 'Clinic of Tests',
  id: '0198c0de-0000-7000-8000-000000000001',
  subject: 'Appointment Confirmation',
  to: 'mother@test.example',
}

const send = (provider = email, timeoutMs = 5_000) => provider.send(message, { timeoutMs })

describe('A mail server that takes a mail', () => {
  it('should be told of sender, recipient, subject and text', async () => {
    await send()
    const [mail] = server.mails
    expect(mail).toContain(`From: Clinic of Tests <${FROM}>`)
    expect(mail).toContain('To: mother@test.example')
    expect(mail).toContain('Subject: Appointment Confirmation')
    expect(mail).toContain(message.body)
  })

  it('should find the id of the message in its header, and so does the log', async () => {
    const header = `<${message.id}@caseload.example>`
    expect(await send()).toEqual({ kind: 'accepted', messageId: header })
    expect(server.mails[0]).toContain(`Message-ID: ${header}`)
  })

  it('should not be fooled by a line break in the name of a clinic', async () => {
    await email.send(
      { ...message, fromName: 'Clinic\r\nBcc: thief@evil.example' },
      { timeoutMs: 5_000 },
    )
    expect(server.mails[0]).not.toMatch(/^Bcc:/m)
  })
})

describe('A mail server that does not take a mail', () => {
  const CASES: readonly (readonly [string, Script, object])[] = [
    ['a busy greeting', { greeting: '421 too busy' }, { kind: 'refused-for-now' }],
    ['a greylisted recipient', { recipient: '451 4.7.1 later' }, { kind: 'refused-for-now' }],
    ['an unknown recipient', { recipient: '550 no' }, { kind: 'refused', reason: 'smtp 550' }],
    ['a full disk after the mail', { afterData: '452 full' }, { kind: 'refused-for-now' }],
    ['a mail that it finds bad', { afterData: '554 no' }, { kind: 'refused', reason: 'smtp 554' }],
    ['a connection that drops at once', { greeting: DROP }, { kind: 'refused-for-now' }],
    ['a connection that drops at DATA', { data: DROP }, { kind: 'refused-for-now' }],
    [
      'a connection that drops after the mail was handed over',
      { afterData: DROP },
      { kind: 'unknown', reason: 'smtp ECONNECTION' },
    ],
  ]

  it.each(CASES)('should be understood: %s', async (_, script, outcome) => {
    server.script = script
    expect(await send()).toEqual(outcome)
  })

  it('should leave the outcome open when it falls silent after the mail', async () => {
    server.script = { afterData: '' }
    expect(await send(email, 300)).toEqual({ kind: 'unknown', reason: 'smtp ETIMEDOUT' })
  })

  it('should be tried again later when it is not there at all', async () => {
    const other = new MailServer()
    const free = await other.start()
    await other.stop()
    const provider = smtpProvider({ from: FROM, url: `smtp://127.0.0.1:${free}` })
    expect(await send(provider)).toEqual({ kind: 'refused-for-now' })
  })

  it('should be tried again later when it refuses our own password, not the mail', async () => {
    server.script = { auth: '535 5.7.8 wrong' }
    const provider = smtpProvider({ from: FROM, url: `smtp://us:wrong@127.0.0.1:${port}` })
    expect(await send(provider)).toEqual({ kind: 'refused-for-now' })
    expect(server.mails).toEqual([])
  })
})

describe('A confirmation by mail', () => {
  const confirmationAfter = async (startsAt: string) => {
    const { session } = await book(app, clinic, { startsAt })
    await deliverDue(app.payload)
    const rows = await outboxOf(app, session.id as string)
    return rows.find(({ kind }) => kind === 'confirmation')
  }

  it('should name person, time and place, and nothing about the treatment', async () => {
    const row = await confirmationAfter('2026-06-16T10:00')
    const [mail] = server.mails
    expect(row).toMatchObject({ channel: 'email', status: 'sent' })
    expect(mail).toContain(`Message-ID: <${row?.id ?? ''}@caseload.example>`)
    expect(mail).toMatch(/Priya[\s\S]*Asha[\s\S]*Tara/)
    expect(mail).not.toMatch(/Test Therapy|Rao|2017/)
  })

  it('should fail for good at an address that does not exist', async () => {
    server.script = { recipient: '550 no such user' }
    expect(await confirmationAfter('2026-06-17T10:00')).toMatchObject({
      failureReason: 'smtp 550',
      status: 'failed',
    })
  })

  it('should go out once more after a lost connection, and then stop', async () => {
    server.script = { afterData: DROP }
    const row = await confirmationAfter('2026-06-18T10:00')
    expect(row).toMatchObject({ status: 'unknown' })
    for (let minutes = 0; minutes < 10; minutes += 2) {
      later(app.clock, 2 * MINUTE_MS)
      await deliverDue(app.payload)
    }
    const [end] = await app.sql('select status::text from notifications where id = $1', [row?.id])
    expect(end).toEqual({ status: 'dead' })
    expect(server.mails).toHaveLength(2)
  })
})
