import type { PayloadRequest, ServerProps } from 'payload'
import { type Look, readRunningLooks } from '../../../operations/tenancy/readLooks.ts'
import { formatsOf } from '../../shared/formats.ts'
import { ScreenProvider } from '../../shared/ScreenContext.client.tsx'
import { anyViewer, type Viewer } from '../../shared/viewer.ts'
import { ActionButton } from '../ActionButton/index.client.tsx'
import '../../shared/Screen/screen.css'
import './banner.css'

const tell = ({ by, clinic, expiresAt, isOwn, reason, timezone }: Look, viewer: Viewer): string => {
  const time = formatsOf({ ...viewer.clinic, timezone }).time(expiresAt)
  const { texts } = viewer
  return isOwn
    ? texts('breakGlass:banner:own', { clinic, time, zone: timezone })
    : texts('breakGlass:banner:clinic', { by, clinic, reason, time })
}

/**
 * On every page of the panel while the platform looks into a clinic: to who looks, and to the clinic's
 * admins, who may end it. To nobody else.
 * @rule USR-8
 */
export const BreakGlassBanner = async ({
  req,
}: ServerProps & { readonly req?: PayloadRequest }) => {
  if (req?.user == null) return null
  const looks = await readRunningLooks(req)
  const viewer = looks.length === 0 ? undefined : await anyViewer(req)
  if (viewer === undefined) return null
  return (
    <ScreenProvider clinic={viewer.clinic}>
      <aside aria-label={viewer.texts('breakGlass:title')} className="cl-screen cl-looks">
        {looks.map((look) => (
          <div className="cl-looks__one" data-look={look.id} key={look.id}>
            <p>{tell(look, viewer)}</p>
            <ActionButton
              describes={look.clinic}
              label={viewer.texts('breakGlass:end')}
              path={`/tenants/${look.tenant}/break-glass/end`}
            />
          </div>
        ))}
      </aside>
    </ScreenProvider>
  )
}
