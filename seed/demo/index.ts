import { calmMinds } from './calmMinds.ts'
import { cityCare } from './cityCare.ts'
import { pawsAndTails } from './pawsAndTails.ts'
import { sunrise } from './sunrise.ts'
import type { DemoTenant } from './types.ts'

/** One clinic for each preset. */
export const DEMO_TENANTS: readonly DemoTenant[] = [sunrise, calmMinds, pawsAndTails, cityCare]

/** Tells a demo clinic from a real one that happens to have its slug: nobody can own this address. */
export const demoEmailOf = (slug: string): string => `hello@${slug}.example`

export { DEMO_PASSWORD, DEMO_TIMEZONE } from './types.ts'
