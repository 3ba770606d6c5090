import type { Payload } from 'payload'
import { slugs } from '../src/slugs.ts'
import { demoEmailOf } from './demo/index.ts'
import type { DemoTenant } from './demo/types.ts'

/** What the seed notes of a demo clinic, so that it knows one that was left unfinished. */
interface Mark {
  readonly state: 'finished' | 'unfinished'
  /** The day that it was seeded for. */
  readonly today: string
}

export type DemoState =
  | { readonly kind: 'absent' }
  | { readonly kind: 'finished'; readonly tenant: string; readonly today: string | undefined }
  /** Somebody's own clinic has the slug. */
  | { readonly kind: 'foreign' }
  | { readonly kind: 'unfinished'; readonly tenant: string }

const keyOf = (slug: string): string => `caseload-demo:${slug}`

export const mark = (payload: Payload, slug: string, value: Mark): Promise<void> =>
  payload.kv.set(keyOf(slug), value)

export const unmark = (payload: Payload, slug: string): Promise<void> =>
  payload.kv.delete(keyOf(slug))

/** How a demo clinic stands in the database. */
export const stateOf = async (payload: Payload, demo: DemoTenant): Promise<DemoState> => {
  const { docs } = await payload.find({
    collection: slugs.tenants,
    depth: 0,
    // Nobody is signed in while seeding.
    overrideAccess: true,
    where: { slug: { equals: demo.slug } },
  })
  const [tenant] = docs
  if (tenant === undefined) return { kind: 'absent' }
  if (tenant.email !== demoEmailOf(demo.slug)) return { kind: 'foreign' }
  const noted = await payload.kv.get<Mark>(keyOf(demo.slug))
  return noted?.state === 'unfinished'
    ? { kind: 'unfinished', tenant: tenant.id }
    : { kind: 'finished', tenant: tenant.id, today: noted?.today }
}
