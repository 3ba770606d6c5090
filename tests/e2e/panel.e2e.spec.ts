import { describe, expect, it } from '@jest/globals'
import type { Page } from 'playwright-core'
import { DEMO_PASSWORD } from '../../seed/demo/index.ts'
import { newPage, open, signIn } from './support/browser.ts'
import { useProduct } from './support/stage.ts'

const stage = useProduct()

const signedIn = (email: string, language = 'en'): Promise<Page> =>
  signIn(stage, { email, language, width: 1_280 })

const anyId = async (table: 'patients' | 'sessions'): Promise<string> => {
  const [row] = await stage.product.database.sql<{ id: string }>(
    `select x.id from ${table} x join tenants t on t.id = x.tenant_id
      where t.name like 'Sunrise%' order by x.number limit 1`,
  )
  return row?.id ?? ''
}

interface Step {
  readonly path: string
  readonly text: string
}

/** Our pages in the menu, as they stand there. */
const menuOf = async (page: Page): Promise<Step[]> => {
  // A page of Payload's: the menu is the same on all of them.
  await open(page, '/admin/account')
  return page.locator('nav .cl-links a').evaluateAll((links) =>
    links.map((link) => ({
      path: link.getAttribute('href') ?? '',
      text: link.textContent.trim(),
    })),
  )
}

const DASHBOARD = { path: '/admin', text: 'Dashboard' }
const BOARD = { path: '/admin/board', text: 'Front desk' }
const TODAY = { path: '/admin/today', text: 'My day' }
const SETTINGS = { path: '/admin/clinic-settings', text: 'Clinic settings' }
const AUDIT = { path: '/admin/audit', text: 'Who did what' }
const TEAM = { path: '/admin/team', text: 'Team' }
const LOOKS = { path: '/admin/break-glass', text: 'Looks into the clinic' }
const SECURITY = { path: '/admin/security', text: 'Sign-in and security' }

/** The links lead to pages that are called as they are, in title and breadcrumbs. */
const followAll = async (page: Page, menu: readonly Step[]): Promise<void> => {
  for (const { path, text } of menu) {
    await open(page, path)
    expect(new URL(page.url()).pathname).toBe(path)
    expect(await page.locator('h1').innerText()).toBe(text)
    expect(await page.locator('.step-nav__last').first().innerText()).toBe(text)
    // Also within a page of ours, and for everybody the same.
    expect(await page.locator('nav .cl-links a').count()).toBe(menu.length)
  }
}

describe('the menu', () => {
  it.each([
    ['admin', [DASHBOARD, BOARD, TEAM, SETTINGS, AUDIT, LOOKS, SECURITY]],
    ['operator', [BOARD, SECURITY]],
    ['therapist', [TODAY, SECURITY]],
    ['accountant', [DASHBOARD, SECURITY]],
  ])(
    'should lead the %s to exactly the pages of that role',
    async (role, pages) => {
      const page = await signedIn(`${role}@sunrise.example`)
      const menu = await menuOf(page)
      expect(menu).toEqual(pages)
      await followAll(page, menu)
    },
    60_000,
  )

  it('should have the pages of both roles for somebody with two', async () => {
    const [membership] = await stage.product.database.sql<{ id: string }>(
      `select m.id from memberships m join users u on u.id = m.user_id
        where u.email = 'arjun@sunrise.example'`,
    )
    const admin = await signedIn('admin@sunrise.example')
    await open(admin, '/admin/team')
    const status = await admin.evaluate(
      async (path) => {
        const body = JSON.stringify({ roles: ['admin', 'therapist'] })
        const headers = { 'content-type': 'application/json' }
        return (await fetch(path, { body, headers, method: 'PATCH' })).status
      },
      `/api/memberships/${membership?.id ?? ''}`,
    )
    expect(status).toBe(200)
    const page = await signedIn('arjun@sunrise.example')
    const menu = await menuOf(page)
    expect(menu).toEqual([DASHBOARD, BOARD, TODAY, TEAM, SETTINGS, AUDIT, LOOKS, SECURITY])
    await followAll(page, menu)
  }, 60_000)

  it('should be in the language of whoever reads it', async () => {
    const page = await signedIn('operator@sunrise.example', 'hi')
    expect((await menuOf(page)).map(({ text }) => text)).toEqual(['स्वागत डेस्क', 'साइन इन और सुरक्षा'])
  }, 60_000)
})

describe('somebody who is signed out', () => {
  it('should be asked to sign in, and find the page that they asked for', async () => {
    const pages = [
      '/admin/board?day=2030-01-02',
      '/admin/today',
      '/admin/clinic-settings',
      `/admin/sessions/${await anyId('sessions')}`,
      `/admin/patients/${await anyId('patients')}`,
    ]
    const page = await newPage(stage, { width: 1_280 })
    for (const asked of pages) {
      await page.goto(asked)
      await page.waitForURL((at) => at.pathname === '/admin/login')
      expect(new URL(page.url()).searchParams.get('redirect')).toBe(asked)
    }
    await page.locator('#field-email').waitFor()
    await page.waitForLoadState('networkidle')
    const asked = pages.at(-1) ?? ''
    await page.fill('#field-email', 'operator@sunrise.example')
    await page.fill('#field-password', DEMO_PASSWORD)
    await page.click('button[type=submit]')
    await page.waitForURL((at) => at.pathname === asked)
    await page.locator('[data-part=family]').waitFor()
    // The record stands under the list that it is of.
    expect(await page.locator('.step-nav a').last().getAttribute('href')).toBe(
      '/admin/collections/patients',
    )
  }, 60_000)
})

describe('the form of a payment', () => {
  it('should forget what it told when something else is typed or refused', async () => {
    const page = await signedIn('admin@sunrise.example')
    await open(page, '/admin')
    // Behind the dashboard's own link are those who owe, and behind each of them our form.
    await page.getByRole('link', { name: 'Record payment' }).click()
    await page.waitForURL(/\/admin\/collections\/patients\?/)
    await page.locator('.collection-list a[href*="/admin/patients/"]').first().click()
    const form = page.locator('[data-part=payment] form')
    const done = form.locator('[data-done]')
    const amount = form.locator('input[name=amount]')
    const record = async (): Promise<void> => {
      await amount.fill('10')
      await form.locator('button[type=submit]').click()
      await form.locator('[data-done=true]').waitFor()
      expect(await done.innerText()).toContain('10.00 recorded.')
      await form.locator('button[type=submit]:enabled').waitFor()
    }
    await record()
    await amount.fill('7')
    expect(await done.innerText()).toBe('')
    await record()
    await form.locator('button[type=submit]').click()
    await form.locator('input[aria-invalid=true]').waitFor()
    expect(await done.innerText()).toBe('')
  }, 60_000)
})

describe('the form of a new session', () => {
  it('should offer a price by hand and overbooking to those only who may give them', async () => {
    const offered = async (email: string): Promise<number[]> => {
      const page = await signedIn(email)
      await open(page, '/admin/collections/sessions/create')
      await page.locator('#field-startsAt').waitFor()
      return Promise.all(
        ['#field-manualPrice', '#field-overbooking'].map((part) => page.locator(part).count()),
      )
    }
    expect(await offered('admin@sunrise.example')).toEqual([1, 1])
    expect(await offered('operator@sunrise.example')).toEqual([0, 0])
  }, 60_000)
})

describe('notes that are written in two tabs', () => {
  it('should show the slower one both, and keep what they then decide', async () => {
    const id = await anyId('sessions')
    const first = await signedIn('admin@sunrise.example')
    const second = await first.context().newPage()
    for (const page of [first, second]) await open(page, `/admin/sessions/${id}`)
    const write = async (page: Page, text: string): Promise<void> => {
      await page.locator('textarea').fill(text)
      await page.locator('form:has(textarea) button[type=submit]').click()
    }
    const isTold = (page: Page): Promise<void> =>
      page.getByText('Saved.', { exact: true }).waitFor()
    const stored = async (): Promise<unknown> =>
      (await stage.product.database.sql('select notes from sessions where id = $1', [id]))[0]?.notes
    await write(first, 'Came late.')
    await isTold(first)
    await first.waitForLoadState('networkidle')
    expect(await first.getByText('Saved.', { exact: true }).count()).toBe(1)

    await write(second, 'Came early.')
    await second.locator('[data-theirs]').waitFor()
    expect(await second.locator('[data-theirs]').innerText()).toBe('Came late.')
    expect(await second.locator('textarea').inputValue()).toBe('Came early.')
    expect(await stored()).toBe('Came late.')
    await second.locator('form:has(textarea) button[type=submit]').click()
    await isTold(second)
    expect(await second.locator('[data-theirs]').count()).toBe(0)
    expect(await stored()).toBe('Came early.')
  }, 60_000)
})
