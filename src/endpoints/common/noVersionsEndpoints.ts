import type { Endpoint } from 'payload'
import { notFound } from '../../domain/errors.ts'

const noVersions = ({ method, path }: Pick<Endpoint, 'method' | 'path'>): Endpoint => ({
  handler: () => {
    throw notFound({})
  },
  method,
  path,
})

/** Payload mounts these on every collection and fails where rows have no versions. @rule API-1 */
export const noVersionsEndpoints: readonly Endpoint[] = [
  noVersions({ method: 'get', path: '/versions' }),
  noVersions({ method: 'get', path: '/versions/:id' }),
  noVersions({ method: 'post', path: '/versions/:id' }),
]
