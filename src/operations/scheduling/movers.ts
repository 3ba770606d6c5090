import type { PayloadRequest } from 'payload'
import { grantIn, type Permission } from '../../access/permissions.ts'
import { isWithoutUser, membershipIn, userIdOf } from '../../access/rights.ts'
import type { MoveAction, Mover } from '../../domain/scheduling/statusMachine.ts'

/** What decides whose session it is. */
export interface Owned {
  readonly coTherapist: null | string
  readonly tenant: string
  readonly therapist: string
}

export const isOwnSession = (req: PayloadRequest, session: Owned): boolean =>
  [session.therapist, session.coTherapist].includes(userIdOf(req) ?? '')

/** As whom the request may move this session; empty for work of the system, which is trusted. */
export const moversOf = (req: PayloadRequest, session: Owned): Mover[] => {
  if (isWithoutUser(req)) return ['system']
  const roles = membershipIn(req, session.tenant)?.roles ?? []
  const movers: Mover[] = roles.filter((role) => role === 'admin' || role === 'operator')
  return roles.includes('therapist') && isOwnSession(req, session)
    ? [...movers, 'own-therapist']
    : movers
}

/** Whether permissions.csv grants the user this action on this session; a right to own ones asks whose it is. */
export const isGranted = (
  req: PayloadRequest,
  action: 'write-notes' | MoveAction,
  session: Owned,
): boolean => {
  const grant = grantIn(req, `sessions.${action}` as Permission, session.tenant)
  return grant !== undefined && (grant.reach === 'all' || isOwnSession(req, session))
}
