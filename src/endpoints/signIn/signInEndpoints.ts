import type { Endpoint } from 'payload'
import * as z from 'zod'
import { notFound } from '../../domain/errors.ts'
import { isUuid } from '../../domain/ids.ts'
import { changeOwnPassword, selfOf } from '../../operations/signIn/ownAccount.ts'
import { recordSignInEvent } from '../../operations/signIn/signInEvents.ts'
import { endSignIns, listSignIns } from '../../operations/signIn/signInRecords.ts'
import { idParam, parseBody, parseQuery } from '../common/parse.ts'

const nothing = z.strictObject({})

/** `GET /api/users/sign-ins` → 200 `{ signIns }`: one's own living ones, the present one first. @rule SEC-1 */
const listEndpoint: Endpoint = {
  handler: async (req) => {
    parseQuery(req, nothing)
    return Response.json({ signIns: await listSignIns(req, selfOf(req)) })
  },
  method: 'get',
  path: '/sign-ins',
}

/** `POST /api/users/sign-ins/end-others` → 200 `{ ended }`: how many. @rule SEC-1 */
const endOthersEndpoint: Endpoint = {
  handler: async (req) => {
    await parseBody(req, nothing)
    const { signIn, user } = selfOf(req)
    const ended = await endSignIns(req, { reason: 'ended', user, which: { others: signIn } })
    await recordSignInEvent(req, { action: 'sign-out', facts: { ended }, user })
    return Response.json({ ended })
  },
  method: 'post',
  path: '/sign-ins/end-others',
}

/** `POST /api/users/sign-ins/:id/end` → 200 `{ ended: true }`; one's own only. @rule SEC-1 */
const endEndpoint: Endpoint = {
  handler: async (req) => {
    await parseBody(req, nothing)
    const { user } = selfOf(req)
    const only = idParam(req)
    const which = { only }
    const ended = isUuid(only) ? await endSignIns(req, { reason: 'ended', user, which }) : 0
    if (ended === 0) throw notFound({})
    await recordSignInEvent(req, { action: 'sign-out', facts: { signIn: only }, user })
    return Response.json({ ended: true })
  },
  method: 'post',
  path: '/sign-ins/:id/end',
}

const passwordBody = z.strictObject({
  newPassword: z.string().max(200),
  password: z.string().max(200),
})

/** `POST /api/users/change-password` → 200 `{ changed: true }`; every other sign-in ends. @rule USR-6 SEC-2 */
const changePasswordEndpoint: Endpoint = {
  handler: async (req) => {
    const input = await parseBody(req, passwordBody)
    await changeOwnPassword(req, { ...selfOf(req), ...input })
    return Response.json({ changed: true })
  },
  method: 'post',
  path: '/change-password',
}

export const signInEndpoints: Endpoint[] = [
  listEndpoint,
  endOthersEndpoint,
  endEndpoint,
  changePasswordEndpoint,
]
