import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from '@jest/globals'
import { generate } from 'otplib'
import type { Page } from 'playwright-core'
import { DEMO_PASSWORD } from '../../seed/demo/index.ts'
import { seriousFindings } from './support/axe.ts'
import {
  newPage,
  open,
  sidewaysScroll,
  signIn,
  signInByForm,
  takePicture,
} from './support/browser.ts'
import { useProduct } from './support/stage.ts'

const OPERATOR = 'operator@sunrise.example'
const STEP_SECONDS = 30

const stage = useProduct()

const isFit = async (page: Page, name: string): Promise<void> => {
  await takePicture(page, name)
  expect(await seriousFindings(page)).toEqual([])
  expect(await sidewaysScroll(page)).toBe(0)
}

/** E-mail and password are right; the page asks for more. */
const toCodeStep = async (page: Page): Promise<void> => {
  await open(page, '/admin/login?redirect=%2Fadmin%2Fsecurity')
  await page.fill('#field-email', OPERATOR)
  await page.fill('#field-password', DEMO_PASSWORD)
  await page.click('button[type=submit]')
  await page.locator('input[name=code]').waitFor()
}

const giveBackupCode = async (page: Page, code: string): Promise<void> => {
  await toCodeStep(page)
  await page.locator('button', { hasText: 'Use a backup code' }).click()
  await page.fill('input[name=code]', code)
  await page.click('button[type=submit]')
}

const refusalOn = async (page: Page): Promise<null | string> => {
  await page.locator('[data-code]').waitFor()
  return page.locator('[data-code]').getAttribute('data-code')
}

const isInside = (page: Page): Promise<void> =>
  page.waitForURL((at) => at.pathname === '/admin/security')

/** Sets up codes on the page of one's own security; answers the secret and the backup codes. */
const enrol = async (page: Page): Promise<{ codes: string[]; secret: string }> => {
  const part = page.locator('[data-part=mfa]')
  await part.locator('input[name=password]').fill(DEMO_PASSWORD)
  await part.locator('button[type=submit]').click()
  const secret = await part.locator('[data-secret]').getAttribute('data-secret')
  await isFit(page, 'security-enrolment-360')
  await part.locator('input[name=code]').fill(await generate({ secret: secret ?? '' }))
  await part.locator('button[type=submit]').click()
  await page.locator('[data-part=codes]').waitFor()
  const codes = await page.locator('[data-part=codes] li').allInnerTexts()
  await isFit(page, 'security-codes-360')
  await page.locator('[data-part=codes] .cl-button--primary').click()
  return { codes, secret: secret ?? '' }
}

describe('whoever signs in', () => {
  it('should be told in their language that the password is wrong, and keep what they typed', async () => {
    const page = await newPage(stage, { language: 'hi', width: 360 })
    await open(page, '/admin/login')
    await page.fill('#field-email', OPERATOR)
    await page.fill('#field-password', 'not the right one')
    await page.click('button[type=submit]')
    expect(await refusalOn(page)).toBe('invalid-credentials')
    expect(await page.inputValue('#field-email')).toBe(OPERATOR)
    await isFit(page, 'sign-in-hi-360')
  }, 60_000)

  it('should set up codes, and then get in by a code or once by a backup code', async () => {
    const first = await signIn(stage, { email: OPERATOR, width: 360 })
    await open(first, '/admin/security')
    const { codes, secret } = await enrol(first)
    expect(new Set(codes).size).toBe(10)

    const second = await newPage(stage, { width: 1_280 })
    await toCodeStep(second)
    await isFit(second, 'sign-in-code-1280')
    await second.fill('input[name=code]', '000000')
    await second.click('button[type=submit]')
    expect(await refusalOn(second)).toBe('mfa-invalid')
    // The code of the step at hand was used to confirm.
    const ahead = { epoch: Math.floor(Date.now() / 1_000) + STEP_SECONDS, secret }
    await second.fill('input[name=code]', await generate(ahead))
    await second.click('button[type=submit]')
    await isInside(second)

    const third = await newPage(stage, { width: 1_280 })
    await giveBackupCode(third, codes[0] ?? '')
    await isInside(third)
    const fourth = await newPage(stage, { width: 1_280 })
    await giveBackupCode(fourth, codes[0] ?? '')
    expect(await refusalOn(fourth)).toBe('mfa-invalid')

    await open(first, '/admin/security')
    expect(await first.locator('[data-part=devices] [data-current]').count()).toBe(3)
    await first.locator('[data-part=devices] .cl-button--danger').click()
    await first.locator('[data-part=devices] [data-current=false]').first().waitFor({
      state: 'detached',
    })
    await isFit(first, 'security-360')
    for (const page of [second, third]) {
      await page.goto('/admin/board')
      await page.waitForURL((at) => at.pathname === '/admin/login')
    }
    await open(first, '/admin/board')
    expect(new URL(first.url()).pathname).toBe('/admin/board')
  }, 120_000)
})

describe('somebody whose clinic asks for codes', () => {
  it('should be led to set them up, from whichever page', async () => {
    const page = await signInByForm(stage, { email: 'admin@calm-minds.example', width: 360 })
    await isInside(page)
    for (const asked of ['/admin/board', '/admin/account', '/admin']) {
      await page.goto(asked)
      await isInside(page)
    }
    expect(await page.locator('[data-part=mfa] input[name=password]').count()).toBe(1)
  }, 60_000)
})

/** The link in the last mail to an address. */
const linkTo = (address: string): string => {
  const mails = readdirSync(stage.product.sentDirectory)
    .toSorted()
    .map((file) => readFileSync(path.join(stage.product.sentDirectory, file), 'utf8'))
    .filter((text) => text.includes(address) && text.includes('accept-invitation'))
  return /accept-invitation\?token=[\w-]+/.exec(mails.at(-1) ?? '')?.[0] ?? ''
}

describe('an invitation', () => {
  it('should bring a new person in, once', async () => {
    const admin = await signIn(stage, { email: 'admin@sunrise.example', width: 1_280 })
    await open(admin, '/admin/team')
    await admin.locator('.cl-screen__actions button').first().click()
    const dialog = admin.locator('dialog[open]')
    await dialog.locator('input[name=email]').fill('nina@sunrise.example')
    await dialog.locator('input[name=firstName]').fill('Nina')
    await dialog.locator('input[name=lastName]').fill('Rao')
    await dialog.locator('input[value=therapist]').check()
    await dialog.locator('button[type=submit]').click()
    await admin.locator('[data-invited="nina@sunrise.example"]').waitFor()
    await isFit(admin, 'team-1280')

    const link = `/admin/${linkTo('nina@sunrise.example')}`
    const nina = await newPage(stage, { width: 360 })
    await open(nina, link)
    await isFit(nina, 'invitation-360')
    await nina.fill('input[name=password]', DEMO_PASSWORD)
    await nina.click('button[type=submit]')
    await nina.locator('[data-done=true]').waitFor()
    const inside = await signInByForm(stage, { email: 'nina@sunrise.example', width: 360 })
    expect(new URL(inside.url()).pathname).toBe('/admin/today')
    await nina.goto(link)
    expect(await nina.locator('input').count()).toBe(0)
  }, 90_000)
})
