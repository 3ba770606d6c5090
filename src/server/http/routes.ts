import type { SanitizedConfig } from 'payload'

/** `/api/patients/0198…/statement` → `/api/patients/:id/statement`. */
export type RouteOf = (url: string) => string

const PROBES = new Set(['/live', '/metrics', '/ready'])

const literalsOf = (paths: readonly string[]): string[] =>
  paths.flatMap((path) => path.split('/')).filter((part) => part !== '' && !part.startsWith(':'))

/**
 * Names the route of a request for logs and metrics. Words that no route of ours has are left out:
 * they may be somebody's name, and every new one would be one more series to count.
 */
export const createRouteOf = ({ collections, endpoints, globals }: SanitizedConfig): RouteOf => {
  const documents = [...collections, ...globals]
  const known = new Set([
    'api',
    'globals',
    'graphql',
    ...documents.map(({ slug }) => slug as string),
    ...literalsOf(
      [...documents.flatMap((one) => one.endpoints || []), ...endpoints].map(({ path }) => path),
    ),
  ])
  return (url) => {
    const path = url.split('?')[0] ?? '/'
    if (PROBES.has(path)) return path
    if (path.startsWith('/api/')) {
      const parts = path.split('/').slice(1, 8)
      return `/${parts.map((part) => (known.has(part) ? part : ':id')).join('/')}`
    }
    if (path.startsWith('/admin')) return '/admin'
    return path.startsWith('/_next') ? '/_next' : '/other'
  }
}
