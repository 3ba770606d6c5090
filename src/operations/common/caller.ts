import { randomUUID } from 'node:crypto'
import type { PayloadRequest } from 'payload'

/** Where a request comes from, as far as the server in front tells; for records, never for rights. */
export interface Caller {
  /** Of the socket, or of the last trusted proxy; undefined where nobody told. */
  readonly address: string | undefined
  /** What the browser or program calls itself, cut to 200 characters. */
  readonly device: string | undefined
  readonly requestId: string
}

/** Set by our own server; a caller's own header of this name never arrives. */
export const ADDRESS_HEADER = 'x-caseload-address'

const ids = new WeakMap<object, string>()

/** The same id for the whole request, also where no server gave one. */
const requestIdOf = (req: Pick<Partial<PayloadRequest>, 'headers'>): string => {
  const given = req.headers?.get('x-request-id')
  if (given !== null && given !== undefined) return given
  const id = ids.get(req) ?? randomUUID()
  ids.set(req, id)
  return id
}

/** Whom attempts count for: an address, or the net that one household has of them. */
export const networkOf = (ip: string): string => {
  const address = ip.replace(/^::ffff:(?=[\d.]+$)/, '')
  if (!address.includes(':')) return address
  const [head = '', tail] = address.split('::')
  const groups = head.split(':').filter(Boolean)
  const rest = tail?.split(':').filter(Boolean) ?? []
  const zeros = tail === undefined ? 0 : 8 - groups.length - rest.length
  const all = [...groups, ...Array.from({ length: Math.max(zeros, 0) }, () => '0'), ...rest]
  return `${all.slice(0, 4).join(':')}::/64`
}

export const callerOf = (req: Pick<Partial<PayloadRequest>, 'headers'>): Caller => ({
  address: req.headers?.get(ADDRESS_HEADER) ?? undefined,
  device: req.headers?.get('user-agent')?.slice(0, 200) ?? undefined,
  requestId: requestIdOf(req),
})
