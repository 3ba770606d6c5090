import type { PayloadRequest } from 'payload'
import { slugs } from '../../slugs.ts'
import { type Named, onlyTenantOf, patientsOf } from './patientsOf.ts'
import { recordEvent } from './recordEvent.ts'
import { noteOfOperation } from './recordOperation.ts'

const patientsIn = (rows: readonly Named[]): string[] =>
  rows.map(({ patient }) => patient).filter((patient) => patient !== undefined)

/** How many there were, and which, where they do not lead to patients. */
const factsOf = (slug: string, rows: readonly Named[]) => ({
  count: rows.length,
  ...(slug === slugs.contacts && rows.length > 0 ? { documents: rows.map(({ id }) => id) } : {}),
})

/**
 * Whoever opens records of patients leaves a line before the answer leaves: one for each clinic whose
 * records it holds, which is one but for people who work in several. Refuses `unavailable`.
 * @rule AUD-2
 */
export const recordReads = async (
  req: PayloadRequest,
  slug: string,
  of: { readonly docs: readonly Readonly<Record<string, unknown>>[]; readonly isOne: boolean },
): Promise<void> => {
  const rows = await patientsOf(req, slug, of.docs)
  if (noteOfOperation({ patients: patientsIn(rows) })) return
  const only = onlyTenantOf(req)
  const tenants = new Set(rows.map(({ tenant }) => tenant))
  if (tenants.size === 0 && only !== undefined) tenants.add(only)
  for (const tenant of tenants) {
    const inTenant = rows.filter((row) => row.tenant === tenant)
    await recordEvent(req, {
      action: 'read',
      ...(of.isOne && inTenant[0] !== undefined
        ? { document: inTenant[0].id }
        : { facts: factsOf(slug, inTenant) }),
      patients: patientsIn(inTenant),
      resource: slug,
      tenant,
    })
  }
}
