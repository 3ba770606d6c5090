import { AsyncLocalStorage } from 'node:async_hooks'

/** Work that may see every tenant, each with its name, so that a log can say who looked. */
export type SystemWork =
  | 'bench'
  | 'break-glass'
  | 'change-currency'
  | 'check-guards'
  | 'check-keys'
  | 'create-account'
  | 'create-tenant'
  | 'deliver-messages'
  | 'migrate'
  | 'record-events'
  | 'resolve-rights'
  | 'rotate-keys'
  | 'seal-events'
  | 'seed'
  | 'sign-in'
  | 'test'
  | 'verify-events'

interface Scope {
  /** Sorted tenant ids joined by commas; `*` for system work; empty: no tenant at all. */
  readonly tenants: string
  readonly work?: SystemWork
}

// Express and Next may each hold a copy of this module; both must see the same scope.
const KEY = Symbol.for('caseload.scope')
const shared = globalThis as { [KEY]?: AsyncLocalStorage<Scope> }
const store = (shared[KEY] ??= new AsyncLocalStorage())

/** The tenants that the connection may see for the statement at hand. Outside any scope: none. */
export const currentTenants = (): string => store.getStore()?.tenants ?? ''

/** The name of the system work under way, if it is any. */
export const currentWork = (): SystemWork | undefined => store.getStore()?.work

export const isSystemWork = (): boolean => store.getStore()?.work !== undefined

/** Runs `work` in sight of the given tenants only. System work that is already under way keeps its sight. */
export const inTenants = <T>(tenants: readonly string[], run: () => T): T =>
  isSystemWork() ? run() : store.run({ tenants: [...tenants].sort().join(',') }, run)

/** Runs named system work in sight of every tenant. */
export const asSystem = <T>(work: SystemWork, run: () => T): T =>
  store.run({ tenants: '*', work }, run)

/** Leaves system work: what `run` does is again in sight of the given tenants only. For tests. */
export const leavingSystem = <T>(tenants: readonly string[], run: () => T): T =>
  store.run({ tenants: [...tenants].sort().join(',') }, run)
