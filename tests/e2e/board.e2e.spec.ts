import { describe, expect, it } from '@jest/globals'
import type { Page } from 'playwright-core'
import { DEMO_PASSWORD } from '../../seed/demo/index.ts'
import { seriousFindings } from './support/axe.ts'
import {
  choose,
  open,
  settled,
  sidewaysScroll,
  signIn,
  takePicture,
  WIDTHS,
} from './support/browser.ts'
import { press, tabTo } from './support/keyboard.ts'
import { useProduct } from './support/stage.ts'

const stage = useProduct(() => registerFamily())

const signedIn = (email: string, width = 1_280): Promise<Page> => signIn(stage, { email, width })

/** The REST API as somebody else at another desk. */
const callAs = async (
  email: string,
): Promise<(method: string, route: string, body?: object) => Promise<Record<string, any>>> => {
  const call = async (
    headers: Record<string, string>,
    [method, route, body]: readonly [string, string, object?],
  ): Promise<Record<string, any>> => {
    const response = await fetch(`${stage.product.url}/api${route}`, {
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      headers: { 'content-type': 'application/json', ...headers },
      method,
    })
    const answer = (await response.json()) as Record<string, any>
    if (!response.ok) throw new Error(`${route}: ${JSON.stringify(answer)}`)
    return answer
  }
  const { token } = await call({}, ['POST', '/users/login', { email, password: DEMO_PASSWORD }])
  return (...request) => call({ authorization: `JWT ${token as string}` }, request)
}

/** Three children of one mother whom nobody has booked yet. */
const registerFamily = async (): Promise<void> => {
  const api = await callAs('admin@sunrise.example')
  const mother = { firstName: 'Leela', lastName: 'Kulkarni', phone: '98200 77777' }
  const { doc } = await api('POST', '/contacts', mother)
  for (const firstName of ['Tanvi', 'Ojas', 'Ishani']) {
    await api('POST', '/patients', {
      acceptDuplicate: true,
      bornOn: '2019-05-06',
      firstName,
      guardians: [{ contact: (doc as { id: string }).id, relationship: 'mother' }],
      kind: 'person',
      lastName: 'Kulkarni',
    })
  }
}

/** By keyboard alone from the top of the page: patient, type, therapist, a time, a note. */
const fillBooking = async (page: Page, of: { note: string; patient: string }): Promise<string> => {
  await tabTo(page, 'a.cl-button[href="#booking"]')
  await press(page, 'Enter')
  await tabTo(page, '[role=combobox][name=patient-search]')
  await page.keyboard.type(of.patient)
  await page.locator('[role=option][aria-selected=true]').waitFor()
  await press(page, 'ArrowDown')
  await press(page, 'ArrowUp')
  await press(page, 'Enter')
  await tabTo(page, 'select[name=therapyType]')
  await page.keyboard.type('Speech')
  await tabTo(page, 'select[name=therapist]')
  await page.keyboard.type('Meera')
  // Times that were shown before are not hers.
  await settled(page)
  await page.locator('.cl-slot').first().waitFor()
  await page.locator('[data-price]').waitFor()
  await tabTo(page, '.cl-slot')
  await press(page, 'Enter')
  const startsAt = await page.locator('.cl-slot[aria-pressed=true]').getAttribute('data-starts-at')
  await tabTo(page, 'textarea[name=notes]')
  await page.keyboard.type(of.note)
  await tabTo(page, '[data-part=booking] button[type=submit]')
  return startsAt ?? ''
}

interface Row {
  readonly notes: string
  readonly patient: string
  readonly starts_at: Date
}

const sessionOf = async (id: string | null): Promise<Row | undefined> => {
  const [row] = await stage.product.database.sql<Row & Record<string, unknown>>(
    `select s.notes, p.first_name as patient, s.starts_at
       from sessions s join patients p on p.id = s.patient_id where s.id = $1`,
    [id],
  )
  return row
}

/** Books the time at which somebody else was just about to book. */
const takeAway = async (startsAt: string): Promise<void> => {
  const api = await callAs('admin@sunrise.example')
  const [row] = await stage.product.database.sql<Record<string, string>>(
    `select y.id as type, m.user_id as therapist, l.id as location, p.id as patient
       from therapy_types y
       join locations l on l.tenant_id = y.tenant_id
       join memberships m on m.tenant_id = y.tenant_id
       join users u on u.id = m.user_id and u.first_name = 'Meera'
       join patients p on p.tenant_id = y.tenant_id and p.first_name = 'Ishani'
       join tenants t on t.id = y.tenant_id and t.name like 'Sunrise%'
      where y.name = 'Speech Therapy' limit 1`,
  )
  await api('POST', '/sessions/book', {
    location: row?.location,
    patient: row?.patient,
    startsAt,
    therapist: row?.therapist,
    therapyType: row?.type,
  })
}

describe.each(WIDTHS)('an operator at the board, on a screen of %i pixels', (width) => {
  it('should book with the keyboard alone', async () => {
    const page = await signedIn('operator@sunrise.example', width)
    await open(page, '/admin/board')
    const note = `typed by keyboard at ${width}`
    const startsAt = await fillBooking(page, { note, patient: 'tanvi kul' })
    await press(page, 'Enter')
    const done = page.locator('[data-booked]')
    await done.waitFor()
    await takePicture(page, `board-booked-${width}`)
    const row = await sessionOf(await done.getAttribute('data-booked'))
    expect(row).toMatchObject({ notes: note, patient: 'Tanvi', starts_at: new Date(startsAt) })
    // The focus is on what happened, and the way to the next booking is a key away.
    await tabTo(page, '[data-booked] button')
    await press(page, 'Enter')
    expect(await page.inputValue('[name=patient-search]')).toBe('')
  }, 120_000)

  it('should be told who is busy when the time was taken, and take one of three offered', async () => {
    const page = await signedIn('operator@sunrise.example', width)
    await open(page, '/admin/board')
    const note = `kept at ${width}`
    const startsAt = await fillBooking(page, { note, patient: 'ojas 77777' })
    await takeAway(startsAt)
    await press(page, 'Enter')
    const offers = page.locator('[data-offer]')
    await offers.first().waitFor()
    await takePicture(page, `board-taken-${width}`)
    expect(await offers.count()).toBe(3)
    expect(await page.locator('[data-code]').getAttribute('data-code')).toBe('slot-taken')
    expect(await page.inputValue('[name=patient-search]')).toBe('Ojas Kulkarni')
    expect(await page.inputValue('textarea[name=notes]')).toBe(note)
    expect(await seriousFindings(page)).toEqual([])
    expect(await sidewaysScroll(page)).toBe(0)

    const offered = await offers.nth(1).getAttribute('data-offer')
    await tabTo(page, `[data-offer="${offered ?? ''}"]`)
    await press(page, 'Enter')
    const done = page.locator('[data-booked]')
    await done.waitFor()
    const row = await sessionOf(await done.getAttribute('data-booked'))
    expect(row).toMatchObject({ notes: note, patient: 'Ojas', starts_at: new Date(offered ?? '') })
  }, 120_000)
})

/** Two clinics of different presets, with the words that they use. */
const CLINICS = [
  ['sunrise', { en: 'Child', hi: 'बच्चा' }],
  ['paws', { en: 'Animal', hi: 'पशु' }],
] as const
const LANGUAGES = ['en', 'hi'] as const

describe.each(CLINICS)('the screens of the front desk of %s', (clinic, words) => {
  it.each(WIDTHS)(
    'should be good to read and to use in both languages, on %i pixels',
    async (width) => {
      const page = await signedIn(`operator@${clinic}.example`, width)
      const [patient] = await stage.product.database.sql<{ id: string }>(
        `select p.id from patients p join memberships m on m.tenant_id = p.tenant_id
           join users u on u.id = m.user_id and u.email = $1 order by p.number limit 1`,
        [`operator@${clinic}.example`],
      )
      for (const language of LANGUAGES) {
        await page
          .context()
          .addCookies([{ name: 'payload-lng', url: stage.product.url, value: language }])
        await open(page, '/admin/board')
        await takePicture(page, `board-${clinic}-${language}-${width}`)
        expect(await page.locator('.cl-pick label').innerText()).toBe(words[language])
        expect(await sidewaysScroll(page)).toBe(0)
        expect(await seriousFindings(page)).toEqual([])

        await open(page, `/admin/patients/${patient?.id ?? ''}`)
        await takePicture(page, `patient-${clinic}-${language}-${width}`)
        expect(await page.locator('[data-part=family]').count()).toBe(1)
        expect(await sidewaysScroll(page)).toBe(0)
        expect(await seriousFindings(page)).toEqual([])
      }
    },
    180_000,
  )
})

describe('pages of the desk for whom they are not', () => {
  it('should be to a therapist what an unknown page is', async () => {
    const page = await signedIn('therapist@sunrise.example')
    const seen = async (at: string): Promise<unknown[]> => {
      const response = await page.goto(at, { waitUntil: 'networkidle' })
      return [response?.status(), await page.locator('.not-found').innerText()]
    }
    const unknown = await seen('/admin/no-such-page')
    expect(unknown[0]).toBe(404)
    expect(await seen('/admin/board')).toEqual(unknown)
    const [foreign] = await stage.product.database.sql<{ id: string }>(
      `select p.id from patients p join tenants t on t.id = p.tenant_id
        where t.name not like 'Sunrise%' limit 1`,
    )
    expect(await seen(`/admin/patients/${foreign?.id ?? ''}`)).toEqual(unknown)
  }, 120_000)
})

describe('the form of a new patient', () => {
  it('should show who is perhaps the same before it is saved, and save anyway', async () => {
    const page = await signedIn('operator@sunrise.example')
    await open(page, '/admin/collections/patients/create')
    await page.fill('#field-firstName', 'Tanvi')
    await page.fill('#field-lastName', 'Kulkarni')
    await page.fill('#field-bornOn', '2019-05-06')
    await page.locator('[data-duplicates="3"] a').first().waitFor()
    await takePicture(page, 'patient-duplicate')
    const found = page.locator('[data-duplicates="3"]')
    expect(await found.innerText()).toMatch(/Tanvi Kulkarni.*PT-\d{6}.*Leela Kulkarni.*7777/s)
    await page.check('#field-acceptDuplicate')
    await page.click('#field-guardians .array-field__add-row')
    await choose(page, 'guardians__0__contact', 'Leela')
    await choose(page, 'guardians__0__relationship', 'Mother')
    await page.click('#action-save')
    await page.waitForURL(/collections\/patients\/[0-9a-f-]{36}/)
    const kept = await stage.product.database.sql<{ text: string }>(
      `select x.text from patients_texts x join patients p on p.id = x.parent_id
        where x.path = 'duplicateOf' and p.first_name = 'Tanvi'`,
    )
    expect(kept).toHaveLength(3)
  }, 120_000)
})
