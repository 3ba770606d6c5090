import { describe, expect, it } from '@jest/globals'
import type { Page } from 'playwright-core'
import {
  choose,
  open,
  settled,
  sidewaysScroll,
  signIn,
  takePicture,
  WIDTHS,
} from './support/browser.ts'
import { useProduct } from './support/stage.ts'

const DAY_MS = 86_400_000
const FORM_STATE = /\/collections\/sessions\/create$/

const stage = useProduct()

/** A working day in a month: no seeded session is there. */
const workingDay = (): string => {
  const days = [30, 31, 32].map((ahead) => new Date(Date.now() + ahead * DAY_MS))
  const day = days.find((at) => at.getUTCDay() >= 1 && at.getUTCDay() <= 5)
  return day?.toISOString().slice(0, 10) ?? ''
}

const asAdmin = (width: number): Promise<Page> =>
  signIn(stage, { email: 'admin@sunrise.example', width })

const save = async (page: Page): Promise<void> => {
  await page.click('#action-save')
}

/** Fills the form of a new session, but for its time. */
const fillSession = async (page: Page, patient: string): Promise<void> => {
  await open(page, '/admin/collections/sessions/create')
  await choose(page, 'patient', patient)
  await choose(page, 'therapist', 'Meera')
  await choose(page, 'therapyType', 'Speech Therapy')
  await choose(page, 'location', 'Bandra')
  await settled(page)
}

/** Keeps back what the server says about the form, until it is let go. */
const holdFormState = async (page: Page): Promise<() => void> => {
  let letGo = (): void => undefined
  const gate = new Promise<void>((resolve) => {
    letGo = resolve
  })
  await page.route(FORM_STATE, async (route) => {
    await gate
    await route.continue()
  })
  return letGo
}

/** Two children whom nobody takes for the same. */
const CHILDREN = {
  1_280: { at: '10:00', bornOn: '2020-02-14', firstName: 'Tara', lastName: 'Fernandes' },
  360: { at: '11:00', bornOn: '2017-08-30', firstName: 'Zoya', lastName: 'Mehta' },
} as const

describe.each(WIDTHS)('the admin of a clinic, on a screen of %i pixels', (width) => {
  const child = CHILDREN[width]

  it('should register a child with its mother', async () => {
    const page = await asAdmin(width)
    await open(page, '/admin/collections/patients/create')
    await page.fill('#field-firstName', child.firstName)
    await page.fill('#field-lastName', child.lastName)
    await page.fill('#field-bornOn', child.bornOn)
    await page.click('#field-guardians .array-field__add-row')
    await choose(page, 'guardians__0__contact', 'Maria')
    await choose(page, 'guardians__0__relationship', 'Mother')
    await takePicture(page, `patient-${width}`)
    await save(page)
    await page.waitForURL(/collections\/patients\/[0-9a-f-]{36}/)
    const [patient] = await stage.product.database.sql<{ number: string; primary: string }>(
      `select p.number, c.first_name as primary from patients p
         join contacts c on c.id = p.primary_contact_id where p.first_name = $1`,
      [child.firstName],
    )
    expect(patient).toMatchObject({ number: expect.stringMatching(/^PT-\d{6}$/), primary: 'Maria' })
    expect(await sidewaysScroll(page)).toBe(0)
  }, 120_000)

  it('should book a session in the form, and be told at the field when the time is taken', async () => {
    const page = await asAdmin(width)
    const at = `${workingDay()}T${child.at}`
    await fillSession(page, child.firstName)
    await page.fill('#field-startsAt', at)
    await save(page)
    await page.getByText('Session successfully created.').waitFor()
    await takePicture(page, `session-booked-${width}`)

    await fillSession(page, 'Sara')
    const letGo = await holdFormState(page)
    const asked = page.waitForRequest(FORM_STATE)
    await page.fill('#field-startsAt', at)
    await asked
    await save(page)
    const field = page.locator('.field-type', { has: page.locator('#field-startsAt') })
    const refusal = field.getByText('The therapist is not free at this time.')
    await refusal.waitFor()
    // What the server says of the form as it was before comes late, and takes nothing away.
    letGo()
    await settled(page)
    expect(await refusal.isVisible()).toBe(true)
    await page.locator('#field-startsAt').scrollIntoViewIfNeeded()
    await takePicture(page, `session-refused-${width}`)
    expect(await page.inputValue('#field-startsAt')).toBe(at)
    expect(await sidewaysScroll(page)).toBe(0)
    const rows = await stage.product.database.sql(
      `select s.number from sessions s where s.starts_at = $1::timestamp at time zone 'Asia/Kolkata'`,
      [at],
    )
    expect(rows).toHaveLength(1)
  }, 120_000)
})
