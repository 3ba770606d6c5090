import { calmMinds } from './calmMinds.ts'
import { cityCare } from './cityCare.ts'
import { pawsAndTails } from './pawsAndTails.ts'
import { sunrise } from './sunrise.ts'
import type { DemoTenant } from './types.ts'

/** One clinic for each preset. */
export const DEMO_TENANTS: readonly DemoTenant[] = [sunrise, calmMinds, pawsAndTails, cityCare]

export { DEMO_PASSWORD } from './types.ts'
