import { describe, expect, it } from '@jest/globals'
import type { Page } from 'playwright-core'
import { seriousFindings } from './support/axe.ts'
import { open, sidewaysScroll, signIn, takePicture } from './support/browser.ts'
import { useProduct } from './support/stage.ts'

const PLATFORM = 'anjali@city-care.example'
const REASON = 'The clinic asked why a payment is missing'

const stage = useProduct(async ({ product }) => {
  // Somebody of the demo stands for the platform, and works in no clinic.
  await product.database.sql(
    `update memberships set active = false
      where user_id = (select id from users where email = $1)`,
    [PLATFORM],
  )
  await product.database.sql(
    `update account_states set platform_role = 'super-admin'
      where user_id = (select id from users where email = $1)`,
    [PLATFORM],
  )
})

const isFit = async (page: Page, name: string): Promise<void> => {
  await takePicture(page, name)
  expect(await seriousFindings(page, '.cl-looks')).toEqual([])
  expect(await seriousFindings(page, '.cl-screen:not(.cl-looks)')).toEqual([])
  expect(await sidewaysScroll(page)).toBe(0)
}

const banner = (page: Page) => page.locator('[data-look]')

describe('the platform that looks into a clinic', () => {
  it('should open it with a reason, read, and lose it when the clinic says so', async () => {
    const platform = await signIn(stage, { email: PLATFORM, width: 1_280 })
    await open(platform, '/admin/collections/patients')
    expect(await platform.locator('tbody tr').count()).toBe(0)
    await open(platform, '/admin/break-glass')
    expect(await banner(platform).count()).toBe(0)
    await platform.locator('select[name=clinic]').selectOption({ label: 'Sunrise Therapy Centre' })
    await platform.fill('textarea[name=reason]', REASON)
    await platform.locator('.cl-looks-form button[type=submit]').click()
    await banner(platform).waitFor()
    expect(await banner(platform).innerText()).toContain('Sunrise Therapy Centre')
    await isFit(platform, 'break-glass-platform-1280')

    await open(platform, '/admin/collections/patients')
    expect(await platform.locator('tbody tr').count()).toBeGreaterThan(0)
    expect(await platform.locator('a[href$="/create"]').count()).toBe(0)
    const patient = await platform.locator('tbody a').first().getAttribute('href')
    await open(platform, patient ?? '')
    expect(await platform.locator('[data-part=family]').count()).toBe(1)
    expect(await platform.locator('[data-part=payment]').count()).toBe(0)

    const operator = await signIn(stage, { email: 'operator@sunrise.example', width: 1_280 })
    await open(operator, '/admin/board')
    expect(await banner(operator).count()).toBe(0)
    const other = await signIn(stage, { email: 'admin@paws.example', width: 1_280 })
    await open(other, '/admin/break-glass')
    expect(await other.getByText(REASON).count()).toBe(0)

    const admin = await signIn(stage, {
      email: 'admin@sunrise.example',
      language: 'hi',
      width: 360,
    })
    await open(admin, '/admin/break-glass')
    expect(await banner(admin).innerText()).toContain(REASON)
    await isFit(admin, 'break-glass-clinic-hi-360')
    await banner(admin).locator('button').click()
    await banner(admin).waitFor({ state: 'detached' })
    expect(await admin.locator('[data-part=past]').getByText(REASON).count()).toBe(1)

    const answer = await platform.goto(patient ?? '')
    expect(answer?.status()).toBe(404)
    expect(await platform.getByText('PT-').count()).toBe(0)
    expect(await banner(platform).count()).toBe(0)
  }, 90_000)
})
