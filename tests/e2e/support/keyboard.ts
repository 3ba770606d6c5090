import type { Page } from 'playwright-core'

const MAX_TABS = 150

export const press = (page: Page, key: string): Promise<void> => page.keyboard.press(key)

/** Goes on with the keyboard until the focus is on what is looked for. */
export const tabTo = async (page: Page, selector: string): Promise<void> => {
  for (let tab = 0; tab < MAX_TABS; tab += 1) {
    const isThere = await page.evaluate(
      (wanted) => document.activeElement?.matches(wanted) === true,
      selector,
    )
    if (isThere) return
    await press(page, 'Tab')
  }
  throw new Error(`the keyboard does not lead to ${selector}`)
}
