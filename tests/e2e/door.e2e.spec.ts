import { describe, expect, it } from '@jest/globals'
import type { Page } from 'playwright-core'
import { open, settled, signIn } from './support/browser.ts'
import { useProduct } from './support/stage.ts'

const stage = useProduct()

const email = 'admin@sunrise.example'

/** What a browser hears of what its policy refuses; `newPage` makes a fault of every one. */
const violationsOf = async (page: Page, work: () => Promise<void>): Promise<string[]> => {
  const found: string[] = []
  page.on('console', (message) => {
    if (/content security policy/i.test(message.text())) found.push(message.text())
  })
  await work()
  return found
}

const idOf = async (table: 'patients' | 'sessions'): Promise<string> => {
  const [row] = await stage.product.database.sql<{ id: string }>(
    `select x.id from ${table} x join tenants t on t.id = x.tenant_id
      where t.name like 'Sunrise%' order by x.number limit 1`,
  )
  return row?.id ?? ''
}

describe('the pages of the panel', () => {
  it('should run under their policy, and ask the API less often than a person may', async () => {
    const page = await signIn(stage, { email, width: 1_280 })
    const asked: string[] = []
    page.on('request', (request) => {
      const { pathname } = new URL(request.url())
      if (pathname.startsWith('/api/')) asked.push(pathname)
    })
    const paths = [
      ...['/admin', '/admin/board', '/admin/clinic-settings', '/admin/account'],
      `/admin/patients/${await idOf('patients')}`,
      `/admin/sessions/${await idOf('sessions')}`,
      ...['/admin/collections/patients', '/admin/collections/sessions/create'],
      `/admin/collections/patients/${await idOf('patients')}`,
      `/admin/collections/settings`,
    ]
    const counts: [string, number][] = []
    const violations = await violationsOf(page, async () => {
      for (const path of paths) {
        const before = asked.length
        await open(page, path)
        await settled(page)
        counts.push([path, asked.length - before])
      }
    })
    expect(violations).toEqual([])
    process.stdout.write(`${JSON.stringify(counts)}\n`)
    // Six screens a minute are a fast hand: with fewer than 15 calls each the limit of 100 stays away.
    expect(counts.filter(([, count]) => count > 15)).toEqual([])
  }, 120_000)

  it('should run no script that somebody else wrote into them, and load none from elsewhere', async () => {
    const context = await stage.browser.newContext({ baseURL: stage.product.url })
    const page = await context.newPage()
    await open(page, '/admin/login')
    const refused = await page.evaluate(async () => {
      const heard: string[] = []
      document.addEventListener('securitypolicyviolation', ({ effectiveDirective }) => {
        heard.push(effectiveDirective)
      })
      // As a hole in a page would let in: markup, which the policy has no nonce for.
      document.body.insertAdjacentHTML(
        'beforeend',
        '<img src="data:," onerror="window.isBroken = true"><form action="https://evil.example"><button>',
      )
      const image = new Image()
      image.src = 'https://evil.example/a.png'
      await fetch('https://evil.example').catch(() => undefined)
      document.querySelector<HTMLButtonElement>('form[action^="https://evil"] button')?.click()
      await new Promise((resolve) => setTimeout(resolve, 500))
      return { heard: [...new Set(heard)].sort(), isBroken: 'isBroken' in window }
    })
    expect(refused).toEqual({
      heard: ['connect-src', 'form-action', 'img-src', 'script-src-attr'],
      isBroken: false,
    })
  }, 60_000)

  it('should carry a policy with a nonce of their own, and so do files', async () => {
    const policies = await Promise.all(
      ['/admin/login', '/admin/login', '/admin/collections/patients'].map(async (path) => {
        const response = await fetch(`${stage.product.url}${path}`, { redirect: 'manual' })
        expect(Object.fromEntries(response.headers)).toMatchObject({
          'permissions-policy': expect.stringContaining('camera=()'),
          'referrer-policy': 'same-origin',
          'strict-transport-security': 'max-age=31536000; includeSubDomains',
          'x-content-type-options': 'nosniff',
          'x-frame-options': 'DENY',
        })
        return response.headers.get('content-security-policy') ?? ''
      }),
    )
    const nonces = policies.map((policy) => /'nonce-([^']{24})' 'strict-dynamic'/.exec(policy)?.[1])
    expect(new Set(nonces).size).toBe(3)
    expect(policies.join()).not.toMatch(/unsafe-eval|https?:/)
    const html = await (await fetch(`${stage.product.url}/admin/login`)).text()
    const [file = ''] = /\/_next\/static\/[^"]+\.js/.exec(html) ?? []
    const { headers, status } = await fetch(`${stage.product.url}${file}`)
    expect(status).toBe(200)
    expect(headers.get('x-content-type-options')).toBe('nosniff')
    expect(headers.get('x-frame-options')).toBe('DENY')
  })

  it('should also be used by the number of the machine', async () => {
    const url = stage.product.url.replace('localhost', '127.0.0.1')
    const page = await signIn(stage, { email, url, width: 1_280 })
    await open(page, '/admin/collections/rooms/create')
    await page.fill('#field-name', 'Garden room')
    await settled(page)
    expect(new URL(page.url()).pathname).toBe('/admin/collections/rooms/create')
  }, 60_000)
})
