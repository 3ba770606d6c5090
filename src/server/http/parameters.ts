import type { Request, RequestHandler } from 'express'
import type { SanitizedConfig } from 'payload'
import { unknownParameter } from '../../domain/errors.ts'
import { urlOf } from './requests.ts'

/** What Payload's own routes read. Ours read their query in a strict shape themselves. */
const KNOWN = new Set([
  'autosave',
  'data',
  'depth',
  'draft',
  'fallback-locale',
  'fallbackLocale',
  'flattenLocales',
  'joins',
  'limit',
  'locale',
  'overrideLock',
  'page',
  'pagination',
  'populate',
  'publishAllLocales',
  'publishSpecificLocale',
  'select',
  'sort',
  'trash',
  'unpublishAllLocales',
  'uploadEdits',
  'where',
])

/** A search may come in the body of a form, which Payload reads as a query. */
const paramsOf = (req: Request): URLSearchParams => {
  const body: unknown = req.body
  const isForm = req.is('application/x-www-form-urlencoded') !== false && Buffer.isBuffer(body)
  const isSearch =
    isForm &&
    [req.get('x-http-method-override'), req.get('x-payload-http-method-override')].includes('GET')
  const { searchParams } = urlOf(req)
  return isSearch
    ? new URLSearchParams([...searchParams, ...new URLSearchParams(body.toString('utf8'))])
    : searchParams
}

/** Whether Payload itself answers: lists, documents, their numbers and versions. */
const createIsStock = ({ collections }: SanitizedConfig) => {
  const literals = new Map(
    collections.map(({ endpoints, slug }) => [
      slug as string,
      new Set((endpoints || []).map(({ path }) => path.toLowerCase())),
    ]),
  )
  return (pathname: string): boolean => {
    const [, slug = '', first, ...more] = pathname.split('/').filter(Boolean)
    const own = literals.get(slug)
    if (own === undefined) return false
    if (first === undefined || first === 'count') return more.length === 0
    if (first === 'versions') return more.length < 2
    return more.length === 0 && !own.has(`/${first.toLowerCase()}`)
  }
}

/** A parameter that nobody reads is a mistake of the caller, said instead of passed over. @rule API-7 */
export const ensureParametersKnown = (config: SanitizedConfig): RequestHandler => {
  const isStock = createIsStock(config)
  return (req, _res, next) => {
    const names = [...paramsOf(req).keys()].map((name) => name.split('[')[0] ?? '')
    const parameters = [...new Set(names)].filter((name) => !KNOWN.has(name))
    if (parameters.length > 0 && isStock(urlOf(req).pathname))
      throw unknownParameter({ parameters })
    next()
  }
}
