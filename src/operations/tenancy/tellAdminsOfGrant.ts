import type { PayloadRequest } from 'payload'
import { query } from '../../db/query.ts'
import { asSystem } from '../../db/scope.ts'
import { textIn } from '../../translations/textIn.ts'
import type { Grant } from './breakGlass.ts'

interface Admin extends Record<string, unknown> {
  readonly clinic: string
  readonly email: string
  readonly locale: string
  readonly timezone: string
}

const ADMINS = `
  select u.email, t.name as clinic, t.locale, t.timezone
    from memberships m
    join account_states a on a.user_id = m.user_id and a.active
    join users u on u.id = m.user_id
    join tenants t on t.id = m.tenant_id
   where m.tenant_id = $1 and m.active
     and exists (select from memberships_roles r where r.parent_id = m.id and r.value = 'admin')`

const mailTo = ({ clinic, locale, timezone }: Admin, grant: Grant) => {
  const until = new Intl.DateTimeFormat(locale, {
    dateStyle: 'medium',
    timeStyle: 'short',
    timeZone: timezone,
  }).format(new Date(grant.expiresAt))
  const facts = { by: grant.by, clinic, reason: grant.reason, until }
  return {
    subject: textIn(locale, 'breakGlass:mail:subject', facts),
    text: textIn(locale, 'breakGlass:mail:body', facts),
  }
}

/**
 * Tells the clinic's admins who looks into it, why and until when. The grant stands whether or not a mail
 * arrives: their pages show it too.
 * @rule USR-8
 */
export const tellAdminsOfGrant = async (req: PayloadRequest, grant: Grant): Promise<void> => {
  const admins = await asSystem('break-glass', () => query<Admin>(req, ADMINS, [grant.tenant]))
  const mails = admins.map((admin) =>
    req.payload.sendEmail({ to: admin.email, ...mailTo(admin, grant) }),
  )
  for (const outcome of await Promise.allSettled(mails)) {
    if (outcome.status === 'rejected') {
      req.payload.logger.error({ grant: grant.id }, 'an admin was not told of a grant')
    }
  }
}
