import type { PayloadRequest } from 'payload'
import { query } from '../../db/query.ts'
import { asSystem } from '../../db/scope.ts'
import { weakPassword } from '../../domain/people/errors.ts'
import { isCommonPassword, MIN_PASSWORD_LENGTH } from '../../domain/people/passwords.ts'

/** Refuses `weak-password`. @rule SEC-3 */
export const ensureStrong = (password: string, minLength: number = MIN_PASSWORD_LENGTH): void => {
  if (password.length < minLength || isCommonPassword(password)) throw weakPassword({ minLength })
}

/** What the strictest of a person's clinics asks for. */
export const minLengthFor = async (
  req: PayloadRequest,
  by: { readonly resetToken: string } | { readonly user: string },
): Promise<number> => {
  const [column, value] =
    'user' in by ? ['u.id::text', by.user] : ['u.reset_password_token', by.resetToken]
  const [row] = await asSystem('sign-in', () =>
    query<{ length: null | number }>(
      req,
      `select max(x.security_password_min_length)::int as length
         from users u join memberships m on m.user_id = u.id and m.active
         join settings x on x.tenant_id = m.tenant_id where ${column} = $1`,
      [value],
    ),
  )
  return Math.max(row?.length ?? 0, MIN_PASSWORD_LENGTH)
}
