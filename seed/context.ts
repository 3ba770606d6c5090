import type { Payload, PayloadRequest } from 'payload'
import type { DemoTenant } from './demo/types.ts'

/** What the steps of seeding one tenant share. */
export interface SeedContext {
  readonly demo: DemoTenant
  readonly payload: Payload
  readonly req: PayloadRequest
}

/** Options of a Local API call of the seed, which sets a clinic up as the platform would. */
export const asPlatform = ({ req }: SeedContext) =>
  ({ depth: 0, overrideAccess: true, req }) as const
