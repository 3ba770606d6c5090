import { afterAll, afterEach, beforeAll } from '@jest/globals'
import type { Browser } from 'playwright-core'
import { launchBrowser } from './browser.ts'
import { type Product, startProduct } from './product.ts'

/** What the tests of one file work with, there from `beforeAll` on. */
export interface Stage {
  browser: Browser
  product: Product
}

/** How long a start may take, in milliseconds: the first of a run seeds the demo, on a busy machine too. */
const STARTING_MS = 600_000
const ENDING_MS = 60_000

/** Starts product and browser for the tests of a file; what a test has opened is closed after it. */
export const useProduct = (prepare?: (stage: Stage) => Promise<void>): Stage => {
  const stage = {} as Stage
  beforeAll(async () => {
    stage.product = await startProduct()
    stage.browser = await launchBrowser()
    await prepare?.(stage)
  }, STARTING_MS)
  afterEach(async () => {
    // Pages that stay open go on working, and slow down those of the tests after.
    await Promise.all(stage.browser.contexts().map((context) => context.close()))
  }, ENDING_MS)
  afterAll(async () => {
    await stage.browser.close()
    await stage.product.stop()
  }, ENDING_MS)
  return stage
}
