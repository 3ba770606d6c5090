import { mkdirSync } from 'node:fs'
import path from 'node:path'
import { type Browser, chromium, type Page } from 'playwright-core'
import { DEMO_PASSWORD } from '../../../seed/demo/index.ts'

export const WIDTHS = [1_280, 360] as const

export const launchBrowser = (): Promise<Browser> =>
  chromium.launch({
    args: [
      ...['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
      ...['--disable-component-update', '--disable-sync', '--no-first-run'],
    ],
    executablePath: process.env.CHROMIUM_PATH ?? '',
  })

/** Signs in through the form and answers the page; a fault of a script on it fails the test. */
export const signIn = async (
  browser: Browser,
  { email, url, width }: { email: string; url: string; width: number },
): Promise<Page> => {
  const context = await browser.newContext({ baseURL: url, viewport: { height: 900, width } })
  const page = await context.newPage()
  page.on('pageerror', (error) => {
    throw error
  })
  await open(page, '/admin/login')
  await page.fill('#field-email', email)
  await page.fill('#field-password', DEMO_PASSWORD)
  await page.click('button[type=submit]')
  await page.waitForURL((at) => !at.pathname.includes('login'))
  return page
}

/** Opens a page and waits until its scripts have taken over. */
export const open = async (page: Page, at: string): Promise<void> => {
  await page.goto(at, { waitUntil: 'networkidle' })
}

/** Keeps a picture, to be looked at. */
export const takePicture = async (page: Page, name: string): Promise<void> => {
  const folder = path.resolve('.cache/pictures')
  mkdirSync(folder, { recursive: true })
  await page.screenshot({ fullPage: true, path: path.join(folder, `${name}.png`) })
}

/** Chooses a value of one of Payload's selects and relations from its list. */
export const choose = async (page: Page, field: string, text: string): Promise<void> => {
  const box = page.locator(`#field-${field}`)
  await box.locator('.rs__control').click()
  // Long lists come in pages: what is typed is searched.
  await page.keyboard.type(text)
  await box.locator('.rs__option', { hasText: text }).first().click()
}

/** How far the page can be scrolled sideways, in pixels. */
export const sidewaysScroll = (page: Page): Promise<number> =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
