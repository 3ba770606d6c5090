import { getTranslation } from '@payloadcms/translations'
import { type Endpoint, headersWithCors, type PayloadRequest } from 'payload'
import { tenantForWrite } from '../../access/tenantForWrite.ts'
import { isRefusal } from '../../domain/errors.ts'
import { idOf } from '../../domain/ids.ts'
import { type Answer, idempotently } from '../../operations/common/idempotently.ts'
import { tenantOfRow } from '../../operations/common/tenantOfRow.ts'
import type { Slug, TenantSlug } from '../../slugs.ts'
import type * as z from 'zod'
import { ensureSignedIn, idempotencyKey, idParam, parseBody, readBody } from './parse.ts'

export interface OnceOptions {
  readonly body: unknown
  readonly isPermanent?: boolean
  readonly route: string
  /** Empty where the row is unknown: the operation then says so. */
  readonly tenant: string
}

/** Runs an action once for its `Idempotency-Key` and answers it. @rule API-4 */
export const answerOnce = async (
  req: PayloadRequest,
  options: OnceOptions,
  run: () => Promise<Answer>,
): Promise<Response> => {
  const key = options.tenant === '' ? undefined : idempotencyKey(req)
  try {
    const { body, status } = await idempotently(req, { isPermanent: false, ...options, key }, run)
    return Response.json(body, { status })
  } catch (error) {
    if (isRefusal(error) && error.code === 'request-in-progress') {
      req.responseHeaders = new Headers({ 'Retry-After': '1' })
    }
    throw error
  }
}

interface RowAction<Schema extends z.ZodType> extends Pick<OnceOptions, 'isPermanent'> {
  readonly act: (
    req: PayloadRequest,
    of: { readonly id: string; readonly input: z.output<Schema>; readonly tenant: string },
  ) => Promise<Answer>
  readonly body: Schema
  readonly collection: TenantSlug
  readonly name: string
}

/** `POST /api/{collection}/:id/{name}`: an action on one row, once for its key. @rule API-4 */
export const rowAction = <Schema extends z.ZodType>({
  act,
  body,
  collection,
  name,
  ...options
}: RowAction<Schema>): Endpoint => ({
  handler: async (req) => {
    const id = idParam(req)
    const input = await parseBody(req, body)
    const tenant = (await tenantOfRow(req, collection, id)) ?? ''
    const route = `POST /${collection}/:id/${name}`
    const once = { ...options, body: { id, input }, route, tenant }
    return answerOnce(req, once, () => act(req, { id, input, tenant }))
  },
  method: 'post',
  path: `/:id/${name}`,
})

/** The tenant that a body speaks of: through its patient, else the caller's own. */
export const tenantOfBody = async (
  req: PayloadRequest,
  body: { patient?: unknown; tenant?: unknown },
): Promise<string> =>
  tenantForWrite(req, body.tenant) ?? (await tenantOfRow(req, 'patients', idOf(body.patient))) ?? ''

/**
 * Payload's own `POST /api/{collection}`, with `Idempotency-Key`: the hooks of the collection run as
 * ever, and the same key and body answer the first document again.
 * @rule API-4
 */
export const idempotentCreate = (collection: Extract<Slug, 'payments' | 'sessions'>): Endpoint => ({
  handler: async (req) => {
    ensureSignedIn(req)
    const data = await readBody(req)
    const depth = Number(req.query.depth ?? 0)
    const key = idempotencyKey(req)
    const response = await answerOnce(
      req,
      {
        body: data,
        isPermanent: true,
        route: `POST /${collection}`,
        tenant: await tenantOfBody(req, data),
      },
      async () => {
        const doc = await req.payload.create({
          collection,
          data: (key === undefined ? data : { ...data, requestKey: key }) as never,
          depth,
          overrideAccess: false,
          req,
        })
        const { singular } = req.payload.collections[collection].config.labels
        const label = getTranslation(singular, req.i18n)
        return {
          body: { doc, message: req.t('general:successfullyCreated', { label }) },
          status: 201,
        }
      },
    )
    return new Response(response.body, {
      headers: headersWithCors({ headers: response.headers, req }),
      status: response.status,
    })
  },
  method: 'post',
  path: '/',
})
