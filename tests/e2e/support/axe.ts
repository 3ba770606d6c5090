import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Page } from 'playwright-core'

const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

interface Finding {
  readonly help: string
  readonly id: string
  readonly impact: string | null
  readonly nodes: readonly { readonly target: readonly string[] }[]
}

/** What axe finds serious or critical on our part of the page, as `rule: what (where)`. */
export const seriousFindings = async (page: Page, part = '.cl-screen'): Promise<string[]> => {
  await page.evaluate(source)
  const violations = await page.evaluate(async (selector) => {
    const { axe } = globalThis as unknown as {
      axe: { run: (on: string) => Promise<{ violations: Finding[] }> }
    }
    return (await axe.run(selector)).violations
  }, part)
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ help, id, nodes }) => `${id}: ${help} (${nodes.map((n) => n.target.join(' ')).join()})`)
}
