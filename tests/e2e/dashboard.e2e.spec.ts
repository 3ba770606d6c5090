import { describe, expect, it } from '@jest/globals'
import type { Page } from 'playwright-core'
import { seriousFindings } from './support/axe.ts'
import { open, sidewaysScroll, signIn, takePicture, type WIDTHS } from './support/browser.ts'
import { useProduct } from './support/stage.ts'

const stage = useProduct()

interface Case {
  readonly dashboard: string
  readonly email: string
  readonly language: 'en' | 'hi'
  readonly name: string
  readonly saved: RegExp
  readonly width: (typeof WIDTHS)[number]
}

/** Both widths, both languages, two presets. */
const CASES: readonly Case[] = [
  {
    dashboard: 'Dashboard',
    email: 'admin@sunrise.example',
    language: 'en',
    name: 'a therapy centre in English',
    saved: /^Saved at \d\d:\d\d/,
    width: 1_280,
  },
  {
    dashboard: 'डैशबोर्ड',
    email: 'admin@paws.example',
    language: 'hi',
    name: 'a vet in Hindi',
    saved: /^\d\d:\d\d बजे सहेजा गया/,
    width: 1_280,
  },
  {
    dashboard: 'डैशबोर्ड',
    email: 'admin@sunrise.example',
    language: 'hi',
    name: 'a therapy centre in Hindi',
    saved: /^\d\d:\d\d बजे सहेजा गया/,
    width: 360,
  },
  {
    dashboard: 'Dashboard',
    email: 'admin@paws.example',
    language: 'en',
    name: 'a vet in English',
    saved: /^Saved at \d\d:\d\d/,
    width: 360,
  },
]

const enter = async ({ email, language, width }: Case): Promise<Page> => {
  const page = await signIn(stage, { email, language, width })
  await open(page, '/admin')
  return page
}

const valueOf = async (page: Page, figure: string): Promise<number> =>
  Number(await page.locator(`[data-figure=${figure}] [data-value]`).getAttribute('data-value'))

/** Follows a figure; answers every document of the list that it leads to, as its filter finds them. */
const follow = async (page: Page, figure: string): Promise<Record<string, unknown>[]> => {
  await page.locator(`[data-figure=${figure}] .cl-figure__rows`).click()
  await page.waitForURL(/\/admin\/collections\//)
  await page.locator('.collection-list').waitFor()
  const { pathname, searchParams } = new URL(page.url())
  const filter = [...searchParams].filter(([name]) => name.startsWith('where'))
  const path = pathname.replace('/admin/collections', '/api')
  return page.evaluate(
    async (list) => {
      const found: Record<string, unknown>[] = []
      for (let number = 1, isMore = true; isMore; number += 1) {
        const answer = await fetch(`${list}&limit=100&page=${number}`)
        const { docs, hasNextPage } = (await answer.json()) as {
          docs: Record<string, unknown>[]
          hasNextPage: boolean
        }
        found.push(...docs)
        isMore = hasNextPage
      }
      return found
    },
    `${path}?${new URLSearchParams(filter).toString()}`,
  )
}

/** The number of rows that the list itself says it has. */
const listed = async (page: Page): Promise<number> => {
  const info = page.locator('.page-controls__page-info, .collection-list__page-info').first()
  await info.waitFor()
  return Number(/(\d[\d,]*)\D*$/.exec((await info.textContent()) ?? '')?.[1]?.replace(',', ''))
}

const looksRight = async (page: Page, name: string): Promise<void> => {
  await takePicture(page, name)
  expect(await sidewaysScroll(page)).toBe(0)
  expect(await seriousFindings(page)).toEqual([])
}

describe.each(CASES)('An admin of $name at $width pixels', (of) => {
  it('should land on the dashboard and find behind each figure what adds up to it', async () => {
    const page = await enter(of)
    expect(new URL(page.url()).pathname).toBe('/admin')
    expect(await page.locator('h1').textContent()).toBe(of.dashboard)
    await page.locator('.cl-chart svg .recharts-bar-rectangle').first().waitFor()
    await looksRight(page, `dashboard-${of.language}-${of.width}`)

    const sessions = await valueOf(page, 'sessions')
    expect(sessions).toBeGreaterThan(0)
    const rows = await follow(page, 'sessions')
    expect([rows.length, await listed(page)]).toEqual([sessions, sessions])

    await open(page, '/admin')
    const dues = await valueOf(page, 'dues')
    const owing = await follow(page, 'dues')
    expect(owing.reduce((sum, one) => sum + Number(one.outstandingDuesMinor), 0)).toBe(dues)
    expect(await listed(page)).toBe(owing.length)

    await open(page, '/admin')
    const revenue = await valueOf(page, 'revenue')
    const entries = await follow(page, 'revenue')
    // The books write income with a minus.
    expect(entries.reduce((sum, one) => sum - Number(one.amountMinor), 0)).toBe(revenue)
    expect(await listed(page)).toBe(entries.length)
  }, 120_000)

  it('should change a setting, be told at the field what is wrong, and see it kept', async () => {
    const page = await enter(of)
    await open(page, '/admin/clinic-settings')
    const days = page.locator('[id="cl-scheduling-bookingHorizonDays"]')
    const before = await days.inputValue()
    await days.fill('9000')
    await page
      .locator('[data-setting="scheduling.bookingHorizonDays"] .cl-setting__fault', {
        hasText: '730',
      })
      .waitFor()
    await page.locator('.cl-save button').click()
    await page.locator('.cl-save [data-state=faulty]').waitFor()
    expect(await days.inputValue()).toBe('9000')
    await looksRight(page, `settings-${of.language}-${of.width}`)

    const wanted = String(Number(before) - 1)
    await days.fill(wanted)
    await page.locator('.cl-save button').click()
    await page.locator('.cl-save [data-state=saved]').waitFor()
    expect(await page.locator('.cl-save [role=status]').textContent()).toMatch(of.saved)
    await open(page, '/admin/clinic-settings')
    expect(await days.inputValue()).toBe(wanted)
  }, 120_000)
})

describe('Two admins who change settings at the same time', () => {
  it('should lose nothing: the slower one sees both values and decides', async () => {
    const enterAs = () => enter(CASES[0] as Case)
    const [slow, fast] = [await enterAs(), await enterAs()]
    for (const page of [slow, fast]) await open(page, '/admin/clinic-settings')
    const fill = (page: Page, name: string, value: string) =>
      page.locator(`[id="cl-scheduling-${name}"]`).fill(value)
    await fill(slow, 'pastEntryDays', '11')
    await fill(fast, 'pastEntryDays', '12')
    await fill(fast, 'checkInOpensMinutes', '45')
    await fast.locator('.cl-save button').click()
    await fast.locator('.cl-save [data-state=saved]').waitFor()
    await slow.locator('.cl-save button').click()
    await slow.locator('.cl-save [data-state=changed]').waitFor()
    const field = slow.locator('[data-setting="scheduling.pastEntryDays"]')
    expect(await field.locator('input').inputValue()).toBe('11')
    expect(await field.locator('[data-stored]').textContent()).toContain('12')
    expect(await slow.locator('[id="cl-scheduling-checkInOpensMinutes"]').inputValue()).toBe('45')
    await slow.locator('.cl-save button').click()
    await slow.locator('.cl-save [data-state=saved]').waitFor()
    const [row] = await stage.product.database.sql<{ back: number; open: number }>(
      `select scheduling_past_entry_days::int as back, scheduling_check_in_opens_minutes::int as open
         from settings s join tenants t on t.id = s.tenant_id where t.slug like 'sunrise%'`,
    )
    expect(row).toEqual({ back: 11, open: 45 })
  }, 120_000)
})

describe('Somebody whose pages these are not', () => {
  const textAt = async (email: string, path: string): Promise<{ status: number; text: string }> => {
    const page = await signIn(stage, { email, width: 1_280 })
    const answer = await page.goto(path, { waitUntil: 'networkidle' })
    const text = (await page.locator('main, .not-found, body').last().innerText()).trim()
    return { status: answer?.status() ?? 0, text }
  }

  it.each(['operator@sunrise.example', 'accountant@sunrise.example', 'therapist@sunrise.example'])(
    'should get for the settings what an unknown page gives: %s',
    async (email) => {
      const unknown = await textAt(email, '/admin/no-such-page')
      expect(unknown.status).toBe(404)
      expect(await textAt(email, '/admin/clinic-settings')).toEqual(unknown)
    },
    120_000,
  )

  it('should see money only, when an accountant', async () => {
    const page = await signIn(stage, { email: 'accountant@paws.example', width: 1_280 })
    await open(page, '/admin')
    const figures = await page
      .locator('[data-figure]')
      .evaluateAll((cards) => cards.map((card) => card.getAttribute('data-figure')))
    expect(figures).toEqual(['revenue', 'dues'])
    expect(await page.locator('#cl-latest, #cl-use').count()).toBe(0)
    await looksRight(page, 'dashboard-accountant')
  }, 60_000)
})
