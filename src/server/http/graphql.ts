import type { Request, RequestHandler, Response } from 'express'
import { parse } from 'graphql'
import { badRequest, queryTooLarge, type Refusal } from '../../domain/errors.ts'
import { queryFault } from '../../plugin/queryLimits.ts'
import type { Limits } from '../limits/limits.ts'
import { limitGraphqlSignIns } from './limitRequests.ts'
import { requestIdOf } from './middleware.ts'

const MOST_TOKENS = 5_000

const queryOf = ({ body }: Request): string => {
  if (!Buffer.isBuffer(body) || body.length === 0) return ''
  try {
    const { query } = JSON.parse(body.toString('utf8')) as { query?: unknown }
    return typeof query === 'string' ? query : ''
  } catch {
    return ''
  }
}

/** GraphQL's parser stops there, and says so by a message alone. */
const isTooLong = (error: unknown): boolean =>
  error instanceof Error && error.message.includes('tokens')

const faultOf = (query: string): Refusal | undefined => {
  try {
    return queryFault(parse(query, { maxTokens: MOST_TOKENS, noLocation: true }))
  } catch (error) {
    return isTooLong(error) ? queryTooLarge({ max: MOST_TOKENS, of: 'tokens' }) : badRequest({})
  }
}

/** In the shape of GraphQL: the same under `extensions`. @rule API-2 */
const sendGraphqlRefusal = (res: Response, refusal: Refusal): void => {
  const { data, message, name, status } = refusal
  const extensions = { data: { ...data, requestId: requestIdOf(res) }, name, statusCode: status }
  res.status(status).json({ errors: [{ extensions, message }] })
}

/** Judges a query before anything works on it: how large it is, and how many sign-ins it tries. */
export const judgeQuery =
  (limits: Limits): RequestHandler =>
  async (req, res, next) => {
    const query = req.method === 'POST' ? queryOf(req) : ''
    await limitGraphqlSignIns(limits, { query, req, res })
    const fault = query === '' ? undefined : faultOf(query)
    if (fault !== undefined) {
      sendGraphqlRefusal(res, fault)
      return
    }
    next()
  }

interface GraphqlFault {
  readonly extensions?: { readonly data?: unknown }
  readonly message: string
}

/** GraphQL quotes what it was given, and guesses names that strangers should not learn. */
const withoutValues = (message: string): string =>
  /value|represent/i.test(message)
    ? 'A value of the query has the wrong type.'
    : message.replace(/ ?Did you mean .*$/s, '')

/** What GraphQL itself refuses, under the codes of API-3. */
export const withCodes = async (
  response: globalThis.Response,
  requestId: string,
): Promise<globalThis.Response> => {
  const text = await response.text()
  const headers = new Headers(response.headers)
  headers.delete('content-length')
  // GraphQL writes errors first; answers without any are passed on unread.
  const again = (body: string): globalThis.Response =>
    new Response(body, { headers, status: response.status })
  if (!text.startsWith('{"errors"')) return again(text)
  const { errors = [], ...rest } = JSON.parse(text) as { errors?: GraphqlFault[] }
  const data = { code: 'bad-request', facts: {}, requestId }
  const told = errors.map((fault) =>
    fault.extensions?.data === undefined
      ? {
          ...fault,
          extensions: { data, name: 'Refusal', statusCode: 400 },
          message: withoutValues(fault.message),
        }
      : fault,
  )
  return again(JSON.stringify({ errors: told, ...rest }))
}
