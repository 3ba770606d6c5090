import { mkdirSync } from 'node:fs'
import path from 'node:path'
import { type Browser, chromium, type Page, type Request } from 'playwright-core'
import { DEMO_PASSWORD } from '../../../seed/demo/index.ts'
import type { Stage } from './stage.ts'

export const WIDTHS = [1_280, 360] as const

/**
 * The last list of features counts, so those are here too that Playwright switches off. The first two
 * are pages of the browser's own, a process of each for every page of ours, which nobody sees.
 */
const FEATURES_OFF = [
  ...['WebUIOmniboxPopup', 'WebUIOmniboxAimPopup'],
  ...['AvoidUnnecessaryBeforeUnloadCheckSync', 'DestroyProfileOnBrowserClose', 'HttpsUpgrades'],
  ...['HttpsFirstBalancedModeAutoEnable', 'MediaRouter', 'OptimizationHints', 'PaintHolding'],
  ...['PreconnectToSearch', 'NetworkTimeServiceQuerying', 'ThirdPartyStoragePartitioning'],
]

export const launchBrowser = (): Promise<Browser> =>
  chromium.launch({
    args: [
      ...['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
      ...['--disable-component-update', '--disable-sync', '--no-first-run'],
      `--disable-features=${FEATURES_OFF.join(',')}`,
    ],
    executablePath: process.env.CHROMIUM_PATH ?? '',
  })

interface Traffic {
  asked: number
  readonly open: Set<Request>
}

const TRAFFIC = new WeakMap<Page, Traffic>()

const watchTraffic = (page: Page): void => {
  const traffic: Traffic = { asked: 0, open: new Set() }
  TRAFFIC.set(page, traffic)
  page.on('request', (request) => {
    traffic.asked += 1
    traffic.open.add(request)
  })
  const close = (request: Request): void => {
    traffic.open.delete(request)
  }
  page.on('requestfailed', close)
  page.on('requestfinished', close)
}

/** Forms and lists ask the server up to 300 ms after a change; the page's own clock says when. */
const PAUSE_MS = 400

/**
 * Waits until the page has asked what it asks after a change, and was answered. Payload empties an open
 * list whenever the state of its form comes, so who chooses from it earlier may click on nothing.
 */
export const settled = async (page: Page): Promise<void> => {
  const traffic = TRAFFIC.get(page)
  if (traffic === undefined) throw new Error('the page was not opened by `newPage`')
  const isIdle = (): boolean => traffic.open.size === 0
  for (let isSettled = false; !isSettled;) {
    const { asked } = traffic
    const wasIdle = isIdle()
    await page.evaluate((ms) => new Promise((resolve) => setTimeout(resolve, ms)), PAUSE_MS)
    isSettled = wasIdle && isIdle() && traffic.asked === asked
  }
}

/** What the policy of the page refuses becomes a fault of a script on it. */
const tellViolations = (): void => {
  document.addEventListener('securitypolicyviolation', (event) => {
    const { blockedURI, effectiveDirective, sourceFile } = event
    setTimeout(() => {
      throw new Error(`${effectiveDirective} refused ${blockedURI} of ${sourceFile}`)
    })
  })
}

interface Person {
  readonly email: string
  readonly width: number
}

/**
 * A page in a browser of its own; a fault of a script on it, or something that its content security
 * policy refuses, fails the test.
 */
export const newPage = async (
  { browser, product }: Stage,
  { language = 'en', url = product.url, width }: { language?: string; url?: string; width: number },
): Promise<Page> => {
  const context = await browser.newContext({ baseURL: url, viewport: { height: 900, width } })
  await context.addInitScript(tellViolations)
  await context.addCookies([{ name: 'payload-lng', url, value: language }])
  const page = await context.newPage()
  watchTraffic(page)
  page.on('pageerror', (error) => {
    throw error
  })
  return page
}

/** A page of somebody who has signed in, at no address yet. */
export const signIn = async (
  stage: Stage,
  { email, ...of }: { language?: string; url?: string } & Person,
): Promise<Page> => {
  const page = await newPage(stage, of)
  const data = { email, password: DEMO_PASSWORD }
  const answer = await page.context().request.post('/api/users/login', { data })
  if (!answer.ok()) throw new Error(`${email} could not sign in: ${answer.status()}`)
  return page
}

/** As `signIn`, through the form, to where that leads. */
export const signInByForm = async (stage: Stage, { email, width }: Person): Promise<Page> => {
  const page = await newPage(stage, { width })
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
  // What the page before had asked is not answered any more.
  TRAFFIC.get(page)?.open.clear()
  // A busy machine still runs the scripts when the network is idle: what is typed then is lost.
  await page.waitForFunction(() => {
    const isTaken = (part: Element) =>
      Object.keys(part).some((key) => key.startsWith('__reactProps$'))
    const parts = [...document.querySelectorAll('a, button, input, select, textarea')]
    return parts.every(isTaken) && document.querySelector('[data-form-ready=false]') === null
  })
}

/** Pictures of the guides, by the names under which tests take them. */
const OF_GUIDES: Readonly<Record<string, string>> = {
  'board-sunrise-en-1280': 'board',
  'board-taken-1280': 'board-taken',
  'dashboard-accountant': 'dashboard-accountant',
  'dashboard-en-1280': 'dashboard',
  'patient-sunrise-en-1280': 'patient',
  'session-sunrise-en-1280': 'session',
  'settings-en-1280': 'settings',
  'today-sunrise-en-1280': 'today',
  'today-sunrise-en-360': 'today-phone',
}

const save = async (page: Page, folder: string, name: string): Promise<void> => {
  mkdirSync(folder, { recursive: true })
  const file = path.join(folder, `${name}.png`)
  const isGuide = folder.startsWith('docs')
  const clip = { height: 1_100, width: page.viewportSize()?.width ?? 1_280, x: 0, y: 0 }
  await page.screenshot({ fullPage: true, path: file, ...(isGuide ? { clip } : {}) })
}

/** Keeps a picture, to be looked at; with `GUIDE_PICTURES=yes` also those that the guides show. */
export const takePicture = async (page: Page, name: string): Promise<void> => {
  await save(page, '.cache/pictures', name)
  const guide = OF_GUIDES[name]
  if (guide !== undefined && process.env.GUIDE_PICTURES === 'yes') {
    await save(page, 'docs/guide/pictures', guide)
  }
}

/** Chooses a value of one of Payload's selects and relations from its list. */
export const choose = async (page: Page, field: string, text: string): Promise<void> => {
  const box = page.locator(`#field-${field}`)
  await settled(page)
  await box.locator('.rs__control').click()
  // Long lists come in pages: what is typed is searched.
  await page.keyboard.type(text)
  await settled(page)
  await box.locator('.rs__option', { hasText: text }).first().click()
  await box.locator('.rs__single-value', { hasText: text }).waitFor()
}

/** How far the page can be scrolled sideways, in pixels. */
export const sidewaysScroll = (page: Page): Promise<number> =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
