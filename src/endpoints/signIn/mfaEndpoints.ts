import type { Endpoint } from 'payload'
import * as z from 'zod'
import { reasonRequired } from '../../domain/errors.ts'
import {
  confirmMfa,
  enrolMfa,
  readMfaState,
  removeMfa,
  renewBackupCodes,
} from '../../operations/signIn/mfaEnrolment.ts'
import { selfOf } from '../../operations/signIn/ownAccount.ts'
import { resetMfa } from '../../operations/signIn/resetMfa.ts'
import { idParam, parseBody, parseQuery } from '../common/parse.ts'

const code = z.string().max(40)
const password = z.string().max(200)

/** `GET /api/users/mfa` → 200 `{ enrolled, required, backupCodesLeft }`. @rule SEC-4 */
const stateEndpoint: Endpoint = {
  handler: async (req) => {
    parseQuery(req, z.strictObject({}))
    return Response.json(await readMfaState(req, selfOf(req).user))
  },
  method: 'get',
  path: '/mfa',
}

/** `POST /api/users/mfa/enrol` → 200 `{ secret, uri, qr }`; nothing counts before `confirm`. @rule SEC-4 */
const enrolEndpoint: Endpoint = {
  handler: async (req) => {
    const input = await parseBody(req, z.strictObject({ password }))
    return Response.json(await enrolMfa(req, { ...selfOf(req), ...input }))
  },
  method: 'post',
  path: '/mfa/enrol',
}

/** `POST /api/users/mfa/confirm` → 200 `{ backupCodes }`, told once. @rule SEC-4 */
const confirmEndpoint: Endpoint = {
  handler: async (req) => {
    const input = await parseBody(req, z.strictObject({ code }))
    return Response.json({ backupCodes: await confirmMfa(req, { ...selfOf(req), ...input }) })
  },
  method: 'post',
  path: '/mfa/confirm',
}

/** `POST /api/users/mfa/backup-codes` → 200 `{ backupCodes }`; the former ones are worth nothing. @rule SEC-4 */
const backupCodesEndpoint: Endpoint = {
  handler: async (req) => {
    const input = await parseBody(req, z.strictObject({ code }))
    return Response.json({ backupCodes: await renewBackupCodes(req, { ...selfOf(req), ...input }) })
  },
  method: 'post',
  path: '/mfa/backup-codes',
}

/** `POST /api/users/mfa/remove` → 200 `{ removed: true }`. @rule SEC-4 */
const removeEndpoint: Endpoint = {
  handler: async (req) => {
    const input = await parseBody(req, z.strictObject({ code, password }))
    await removeMfa(req, { ...selfOf(req), ...input })
    return Response.json({ removed: true })
  },
  method: 'post',
  path: '/mfa/remove',
}

const MIN_REASON = 10

/** `POST /api/users/:id/reset-mfa` → 200 `{ reset: true }`; by another admin. @rule SEC-4 USR-5 */
const resetEndpoint: Endpoint = {
  handler: async (req) => {
    const { reason } = await parseBody(req, z.strictObject({ reason: z.string().max(500) }))
    if (reason.trim().length < MIN_REASON) throw reasonRequired({ field: 'reason' })
    await resetMfa(req, { id: idParam(req), reason: reason.trim() })
    return Response.json({ reset: true })
  },
  method: 'post',
  path: '/:id/reset-mfa',
}

export const mfaEndpoints: Endpoint[] = [
  stateEndpoint,
  enrolEndpoint,
  confirmEndpoint,
  backupCodesEndpoint,
  removeEndpoint,
  resetEndpoint,
]
