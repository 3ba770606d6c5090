import { describe, expect, it } from '@jest/globals'
import type { Page } from 'playwright-core'
import { DEMO_PASSWORD } from '../../seed/demo/index.ts'
import { catalogues, type Language } from '../../src/translations/index.ts'
import { seriousFindings } from './support/axe.ts'
import { open, sidewaysScroll, signIn, takePicture, WIDTHS } from './support/browser.ts'
import { useProduct } from './support/stage.ts'

const QUARTER_MS = 900_000
const DAY_MS = 86_400_000
const UNKNOWN = '00000000-0000-4000-8000-000000000000'

type Body = Record<string, any>

const stage = useProduct()

type Call = (method: string, route: string, body?: object) => Promise<Body & { status: number }>

/** The REST API as somebody else at another desk; a refusal is an answer. */
const callAs = async (email: string): Promise<Call> => {
  const call = async (token: string, [method, route, body]: Parameters<Call>) => {
    const response = await fetch(`${stage.product.url}/api${route}`, {
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      headers: { authorization: token, 'content-type': 'application/json' },
      method,
    })
    return { ...((await response.json()) as Body), status: response.status }
  }
  const login = await call('', ['POST', '/users/login', { email, password: DEMO_PASSWORD }])
  return (...request) => call(`JWT ${String((login as Body).token)}`, request)
}

const firstId = async (api: Call, route: string): Promise<string> =>
  String((await api('GET', route)).docs[0].id)

/** Who and where of a booking in a demo clinic. */
const wishIn = async (clinic: string): Promise<{ api: Call; wish: Body }> => {
  const api = await callAs(`admin@${clinic}.example`)
  const ofTherapist = `/users?where[email][equals]=therapist@${clinic}.example`
  return {
    api,
    wish: {
      location: await firstId(api, '/locations?limit=1'),
      patient: await firstId(api, '/patients?limit=1&where[active][equals]=true'),
      therapist: await firstId(api, ofTherapist),
      therapyType: await firstId(api, '/therapy-types?limit=1&where[active][equals]=true'),
    },
  }
}

/** A short session that has begun already, at the nearest free moment before now. */
const bookBegun = async (clinic: string): Promise<{ day: string; id: string; number: string }> => {
  const { api, wish } = await wishIn(clinic)
  const now = Math.floor(Date.now() / QUARTER_MS) * QUARTER_MS
  for (let back = 1; back < 96; back += 1) {
    const startsAt = new Date(now - back * QUARTER_MS).toISOString()
    const answer = await api('POST', '/sessions/book', {
      ...wish,
      durationMinutes: 5,
      overbookReason: 'Walk-in',
      startsAt,
    })
    if (answer.status === 201) {
      const { id, number, timezone } = answer.session as Body
      const day = new Intl.DateTimeFormat('en-CA', { timeZone: String(timezone) })
      return { day: day.format(new Date(startsAt)), id: String(id), number: String(number) }
    }
    expect(answer.status).toBe(409)
  }
  throw new Error('the therapist was never free')
}

const signedIn = (
  email: string,
  { language = 'en', width = 1_280 }: { language?: Language; width?: number } = {},
): Promise<Page> => signIn(stage, { email, language, width })

const row = async (id: string): Promise<Body | undefined> => {
  const [found] = await stage.product.database.sql<Body>(
    `select s.status::text, s.notes, a.status::text as attendance,
            (select array_agg(e."to"::text order by e.at) from session_events e
              where e.session_id = s.id) as history
       from sessions s join attendances a on a.session_id = s.id where s.id = $1`,
    [id],
  )
  return found
}

/** Nothing to scroll sideways, nothing serious for axe, and a picture to look at. */
const ensureFit = async (page: Page, name: string): Promise<void> => {
  await takePicture(page, name)
  expect(await sidewaysScroll(page)).toBe(0)
  expect(await seriousFindings(page)).toEqual([])
}

const CASES = (['sunrise', 'paws'] as const).flatMap((clinic) =>
  (['en', 'hi'] as const).flatMap((language) =>
    WIDTHS.map((width) => ({ clinic, language, width })),
  ),
)

describe.each(CASES)(
  'a therapist of $clinic, in $language, on $width pixels',
  ({ clinic, language, width }) => {
    const texts = catalogues[language]
    const name = `${clinic}-${language}-${width}`

    it('should start a session of today, complete it and leave a note', async () => {
      const { day, id } = await bookBegun(clinic)
      const page = await signedIn(`therapist@${clinic}.example`, { language, width })
      await open(page, `/admin/today?day=${day}`)
      await page.getByRole('heading', { level: 1, name: texts.today.title }).waitFor()
      await ensureFit(page, `today-${name}`)

      const card = page.locator(`[data-session="${id}"]`)
      const { complete, 'no-show': noShow, start } = texts.session.actions
      // The front desk confirms, moves and cancels.
      expect(await card.locator('.cl-action > button').allInnerTexts()).toEqual([
        start,
        complete,
        noShow,
      ])
      await card.getByRole('button', { name: `${start}:` }).click()
      await card.locator('[data-status=in-progress]').waitFor()

      await card.getByRole('button', { name: `${complete}:` }).click()
      const dialog = page.locator('dialog[open]')
      await dialog.waitFor()
      expect(await seriousFindings(page, 'dialog[open]')).toEqual([])
      await takePicture(page, `today-complete-${name}`)
      await dialog.getByRole('radio', { name: texts.session.attendance.late }).check()
      await dialog.locator('button[type=submit]').click()
      await card.locator('[data-status=completed]').waitFor()
      await dialog.waitFor({ state: 'detached' })

      await card.locator('summary').click()
      await card.locator('textarea').fill('Came ten minutes late.')
      await card.getByRole('button', { name: texts.common.actions.save }).click()
      await card.getByText(texts.session.notes.saved).waitFor()
      expect(await row(id)).toEqual({
        attendance: 'late',
        history: ['scheduled', 'in-progress', 'completed'],
        notes: 'Came ten minutes late.',
        status: 'completed',
      })
    }, 120_000)

    it('should read everything about it on its page, and be offered nothing more', async () => {
      const { id, number } = await bookBegun(clinic)
      const page = await signedIn(`therapist@${clinic}.example`, { language, width })
      await open(page, `/admin/sessions/${id}`)
      await page.getByRole('heading', { level: 1, name: number }).waitFor()
      await ensureFit(page, `session-${name}`)
      expect(await page.getByRole('heading', { name: texts.session.history.title }).count()).toBe(1)
      // Amounts are for those who see them.
      expect(await page.locator('#cl-charge, #cl-price').count()).toBe(0)
      const label = texts.session.actions.reschedule
      expect(await page.getByRole('button', { name: label }).count()).toBe(0)
    }, 120_000)
  },
)

/** The free times of the next fortnight, as the front desk would see them. */
const freeTimes = async (api: Call, wish: Body): Promise<string[]> => {
  const on = (days: number): string =>
    new Date(Date.now() + days * DAY_MS).toISOString().slice(0, 10)
  const query = new URLSearchParams({
    from: on(3),
    location: wish.location,
    therapist: wish.therapist,
    therapyType: wish.therapyType,
    to: on(16),
  })
  const { slots } = await api('GET', `/availability/slots?${query.toString()}`)
  return (slots as Body[]).map(({ startsAt }) => String(startsAt))
}

describe.each(WIDTHS)('the front desk at the page of a session, on %i pixels', (width) => {
  it('should move it, meet a time that was just taken, and take one of the three offered', async () => {
    const { api, wish } = await wishIn('sunrise')
    const [startsAt] = await freeTimes(api, wish)
    const booked = await api('POST', '/sessions/book', { ...wish, startsAt })
    const id = String(booked.session.id)

    const page = await signedIn('operator@sunrise.example', { width })
    await open(page, `/admin/sessions/${id}`)
    await page.getByRole('button', { name: 'Move to another time' }).click()
    await page.fill('.cl-slots input[type=date]', String(startsAt).slice(0, 10))
    await page.locator('[data-starts-at]').last().waitFor()
    await ensureFit(page, `session-move-${width}`)
    const wanted = page.locator('[data-starts-at]').last()
    const taken = String(await wanted.getAttribute('data-starts-at'))
    await wanted.click()
    await page.fill('.cl-move input[type=text]', 'School trip')

    // Another desk is faster.
    const patients = (await api('GET', '/patients?limit=2&where[active][equals]=true'))
      .docs as Body[]
    const other = { ...wish, patient: patients[1]?.id as string, startsAt: taken }
    expect((await api('POST', '/sessions/book', other)).status).toBe(201)
    await page.locator('.cl-move button[type=submit]').click()
    await page.locator('.cl-trouble[data-code=slot-taken]').waitFor()
    await ensureFit(page, `session-taken-${width}`)
    expect(await page.locator('[data-free]').count()).toBe(3)
    const offered = String(await page.locator('[data-free]').first().getAttribute('data-free'))
    await page.locator('[data-free]').first().click()
    expect(await page.inputValue('.cl-move input[type=text]')).toBe('School trip')
    await page.locator('.cl-move button[type=submit]').click()
    await page.locator('.cl-move').waitFor({ state: 'detached' })
    await page.getByText('Reason: School trip').waitFor()
    const [moved] = await stage.product.database.sql<{ at: Date }>(
      'select starts_at as at from sessions where id = $1',
      [id],
    )
    expect(new Date(moved?.at ?? 0).toISOString()).toBe(offered)
  }, 120_000)

  it('should cancel it with a reason, and not without', async () => {
    const { api, wish } = await wishIn('sunrise')
    const startsAt = (await freeTimes(api, wish)).at(-1)
    const { session } = await api('POST', '/sessions/book', { ...wish, startsAt })
    const id = String((session as Body).id)
    const page = await signedIn('operator@sunrise.example', { width })
    await open(page, `/admin/sessions/${id}`)
    await page.getByRole('button', { name: 'Cancel session:' }).click()
    const dialog = page.locator('dialog[open]')
    await dialog.locator('button[type=submit]').click()
    expect(await dialog.isVisible()).toBe(true)
    expect((await row(id))?.status).toBe('scheduled')
    await dialog.locator('select').selectOption('patient-ill')
    await takePicture(page, `session-cancel-${width}`)
    expect(await seriousFindings(page, 'dialog[open]')).toEqual([])
    await dialog.locator('button[type=submit]').click()
    await page.locator('[data-status=cancelled]').first().waitFor()
    expect((await row(id))?.history).toEqual(['scheduled', 'cancelled'])
  }, 120_000)
})

describe('a page that is not for the viewer', () => {
  /** What is answered, without the address. */
  const answerOf = async (page: Page, at: string) => {
    const response = await page.goto(at, { waitUntil: 'networkidle' })
    return { status: response?.status(), text: await page.locator('main, body').last().innerText() }
  }

  it('should answer a therapist of another clinic as an unknown session', async () => {
    const { id } = await bookBegun('sunrise')
    const page = await signedIn('therapist@paws.example')
    const foreign = await answerOf(page, `/admin/sessions/${id}`)
    expect(foreign).toEqual(await answerOf(page, `/admin/sessions/${UNKNOWN}`))
    expect(foreign.status).toBe(404)
  }, 60_000)

  it('should answer a colleague of the same clinic as an unknown session', async () => {
    const { id } = await bookBegun('sunrise')
    const page = await signedIn('arjun@sunrise.example')
    const hidden = await answerOf(page, `/admin/sessions/${id}`)
    expect(hidden).toEqual(await answerOf(page, `/admin/sessions/${UNKNOWN}`))
  }, 60_000)

  it('should answer the accountant, who treats nobody, as an unknown page', async () => {
    const page = await signedIn('accountant@sunrise.example')
    const today = await answerOf(page, '/admin/today')
    expect(today.status).toBe(404)
  }, 60_000)
})
