import type { PayloadRequest } from 'payload'
import { userIdOf } from '../../access/rights.ts'
import { query } from '../../db/query.ts'
import { asSystem } from '../../db/scope.ts'
import { slugs } from '../../slugs.ts'
import { recordEvent, recordEventApart } from '../operation/recordEvent.ts'
import { apart } from './signInRecords.ts'

interface SignInEvent {
  readonly action: string
  readonly facts?: Readonly<Record<string, unknown>>
  /** Of what fails: outside the transaction that goes with it. */
  readonly isApart?: boolean
  /** None for an account that does not exist. */
  readonly user?: string | undefined
}

/** One line of the audit log for each clinic of the person; of the platform's where there is none. @rule AUD-2 */
export const recordSignInEvent = async (
  req: PayloadRequest,
  { action, facts, isApart = false, user }: SignInEvent,
): Promise<void> => {
  const rows =
    user === undefined
      ? []
      : await asSystem('sign-in', () =>
          query<{ tenant: string }>(
            isApart ? apart(req) : req,
            'select tenant_id as tenant from memberships where user_id = $1 and active',
            [user],
          ),
        )
  const tenants = rows.length === 0 ? [null] : rows.map(({ tenant }) => tenant)
  const write = isApart ? recordEventApart : recordEvent
  for (const tenant of tenants) {
    await write(req, {
      action,
      resource: slugs.users,
      tenant,
      ...(facts === undefined ? {} : { facts }),
      ...(user === undefined ? {} : { document: user }),
      // Whoever is signed in did it, to somebody or to themselves.
      ...(user === undefined || userIdOf(req) !== undefined ? {} : { user }),
    })
  }
}
