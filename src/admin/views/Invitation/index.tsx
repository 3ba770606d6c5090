import type { AdminViewServerProps, PayloadRequest } from 'payload'
import { isRefusal } from '../../../domain/errors.ts'
import { findInvitation, type Invitation } from '../../../operations/signIn/invitations.ts'
import { adminPath } from '../../shared/adminPath.ts'
import { makeTexts } from '../../shared/texts.ts'
import { placeless } from '../../shared/viewer.ts'
import { Door } from '../SignIn/index.tsx'
import { AcceptForm } from './AcceptForm.client.tsx'

/** What a link is worth: the invitation, or why it is not. */
const read = async (req: PayloadRequest, token: string): Promise<Invitation | string> => {
  try {
    return await findInvitation(req, token)
  } catch (error) {
    if (isRefusal(error)) return error.code
    throw error
  }
}

const USED_UP = ['invitation-expired', 'invitation-used'] as const

/** Where the link of an invitation leads; whoever holds it needs no account. @rule USR-6 */
export const InvitationPage = async (page: AdminViewServerProps) => {
  const { req } = page.initPageResult
  const { token } = page.searchParams ?? {}
  const loginPath = adminPath(req, req.payload.config.admin.routes.login)
  const texts = makeTexts(req.i18n.t, placeless(req).words)
  const found = typeof token === 'string' ? await read(req, token) : 'not-found'
  if (typeof found !== 'string' && typeof token === 'string') {
    const { clinic, email, firstName, isKnown, lastName, minLength } = found
    const invitation = { clinic, email, firstName, isKnown, lastName, minLength, token }
    return (
      <section className="template-minimal template-minimal--width-normal login">
        <div className="template-minimal__wrap">
          <Door page={page}>
            <AcceptForm invitation={invitation} loginPath={loginPath} />
          </Door>
        </div>
      </section>
    )
  }
  const why = USED_UP.find((code) => code === found)
  return (
    <section className="template-minimal template-minimal--width-normal login">
      <div className="template-minimal__wrap">
        <Door page={page}>
          <h1>{texts('invitation:bad:title')}</h1>
          <p>{texts(why === undefined ? 'invitation:bad:unknown' : `refusals:${why}`)}</p>
          <a className="cl-button" href={loginPath}>
            {texts('signIn:title')}
          </a>
        </Door>
      </div>
    </section>
  )
}
