import type { Payload } from 'payload'
import { query } from '../db/query.ts'
import { asSystem } from '../db/scope.ts'
import { rewrapKeys, rotateTenantKey } from '../operations/operation/rotateKeys.ts'

interface RotateOptions {
  readonly say: (line: string) => void
  /** The slug of one tenant. Without it: every tenant that has keys. */
  readonly tenant: string | undefined
}

const tenantsWithKeys = (
  payload: Payload,
  slug: string | undefined,
): Promise<{ id: string; slug: string }[]> =>
  query(
    { payload },
    `select t.id, t.slug from tenants t
      where t.slug = $1 or ($1::text is null and exists (select from encryption_keys k where k.tenant_id = t.id))
      order by t.slug`,
    [slug ?? null],
  )

/** `caseload keys rotate`: false where texts remain under earlier keys. */
export const rotate = (payload: Payload, { say, tenant }: RotateOptions): Promise<boolean> =>
  asSystem('rotate-keys', async () => {
    const tenants = await tenantsWithKeys(payload, tenant)
    if (tenant !== undefined && tenants.length === 0) throw new Error(`no tenant ${tenant}`)
    let isWhole = true
    for (const { id, slug } of tenants) {
      const { key, left, reencrypted, retired } = await rotateTenantKey(payload, id)
      isWhole &&= left === 0
      const told = `${slug}: key d${key}, ${reencrypted} texts encrypted anew, ${retired} keys retired`
      say(left === 0 ? told : `${told}, ${left} texts left under earlier keys`)
    }
    return isWhole
  })

/** `caseload keys rewrap`: how many data keys are now wrapped by the current key. */
export const rewrap = (payload: Payload): Promise<number> =>
  asSystem('rotate-keys', () => rewrapKeys(payload))
