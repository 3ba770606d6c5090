import type { Request as ExpressRequest, Response as ExpressResponse } from 'express'
import { writtenBody } from '../../endpoints/common/jsonText.ts'

/** Its address as the handlers behind read it: without `..`, backslashes and the like. */
export const urlOf = (req: ExpressRequest): URL => {
  const origin = `${req.protocol}://${req.get('host') ?? ''}`
  return new URL(req.originalUrl, URL.canParse(origin) ? origin : 'http://localhost')
}

/**
 * An Express request as the Fetch request that Payload reads. The body was read within the limit
 * before; the request id travels as a header, so that answers and logs can name it.
 */
export const toFetchRequest = (req: ExpressRequest, requestId: string): Request => {
  const headers = new Headers()
  for (const [name, value] of Object.entries(req.headers)) {
    if (value === undefined) continue
    headers.set(name, Array.isArray(value) ? value.join(', ') : value)
  }
  headers.set('x-request-id', requestId)
  const body: unknown = req.body
  const hasBody = Buffer.isBuffer(body) && body.length > 0 && !['GET', 'HEAD'].includes(req.method)
  return new Request(urlOf(req), {
    headers,
    method: req.method,
    ...(hasBody ? { body: new Uint8Array(body) } : {}),
  })
}

/** Payload's Fetch answer as an Express one. */
export const sendFetchResponse = async (
  response: Response,
  res: ExpressResponse,
): Promise<void> => {
  res.status(response.status)
  response.headers.forEach((value, name) => {
    if (name !== 'set-cookie') res.setHeader(name, value)
  })
  const cookies = response.headers.getSetCookie()
  if (cookies.length > 0) res.setHeader('set-cookie', cookies)
  res.end(writtenBody(response) ?? Buffer.from(await response.arrayBuffer()))
}
