import type { Endpoint } from 'payload'
import * as z from 'zod'
import {
  endBreakGlass,
  openBreakGlass,
  readBreakGlass,
} from '../../operations/tenancy/breakGlass.ts'
import { ensureSignedIn, idParam, parseBody } from '../common/parse.ts'

const openBody = z.strictObject({ reason: z.string().max(500) })
const path = '/:id/break-glass'

/**
 * `POST /api/tenants/:id/break-glass` `{ reason }`: 201 `{ grant }`, 200 where one runs already.
 * `POST …/break-glass/end`: `{ ended }`, how many. `GET …/break-glass`: `{ grants }`.
 * @rule USR-8
 */
export const breakGlassEndpoints: Endpoint[] = [
  {
    handler: async (req) => {
      const { reason } = await parseBody(req, openBody)
      const { grant, isRepeat } = await openBreakGlass(req, { reason, tenant: idParam(req) })
      return Response.json({ grant }, { status: isRepeat ? 200 : 201 })
    },
    method: 'post',
    path,
  },
  {
    handler: async (req) => {
      await parseBody(req, z.strictObject({}))
      return Response.json({ ended: await endBreakGlass(req, idParam(req)) })
    },
    method: 'post',
    path: `${path}/end`,
  },
  {
    handler: async (req) => {
      ensureSignedIn(req)
      return Response.json({ grants: await readBreakGlass(req, idParam(req)) })
    },
    method: 'get',
    path,
  },
]
