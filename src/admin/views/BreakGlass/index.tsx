import type { AdminViewServerProps } from 'payload'
import type { ReactNode } from 'react'
import { isPlatformAdmin } from '../../../access/rights.ts'
import { readClinicsToLookInto, readLooks } from '../../../operations/tenancy/readLooks.ts'
import { Screen } from '../../shared/Screen/index.tsx'
import { viewerOf } from '../../shared/viewer.ts'
import { PastLooks, RunningLooks } from './Looks/index.tsx'
import { OpenLook } from './OpenLook.client.tsx'
import './breakGlass.css'

interface CardProps {
  readonly children: ReactNode
  readonly name: string
  readonly title: string
}

const Card = ({ children, name, title }: CardProps) => (
  <section aria-labelledby={`cl-${name}`} className="cl-card" data-part={name}>
    <div className="cl-card__head">
      <h2 id={`cl-${name}`}>{title}</h2>
    </div>
    {children}
  </section>
)

/**
 * The platform opens a look into a clinic and ends it; a clinic's admin sees who looked, when and why, and
 * ends what runs.
 * @rule USR-8
 */
export const BreakGlass = async (page: AdminViewServerProps) => {
  const viewer = await viewerOf(page.initPageResult.req, 'breakGlass')
  const { req, texts } = viewer
  const [clinics, looks] = await Promise.all([readClinicsToLookInto(req), readLooks(req)])
  const isPlatform = isPlatformAdmin(req)
  const running = looks.filter(({ isOpen }) => isOpen)
  const past = looks.filter(({ isOpen }) => !isOpen)
  return (
    <Screen
      lead={<p>{texts(isPlatform ? 'breakGlass:lead:platform' : 'breakGlass:lead:clinic')}</p>}
      page={page}
      title={texts('breakGlass:title')}
      viewer={viewer}
    >
      <div className="cl-grid">
        {isPlatform ? (
          <Card name="open" title={texts('breakGlass:open:title')}>
            <OpenLook clinics={clinics} />
          </Card>
        ) : null}
        <Card name="running" title={texts('breakGlass:running:title')}>
          {running.length > 0 ? (
            <RunningLooks looks={running} viewer={viewer} />
          ) : (
            <p className="cl-empty">{texts('breakGlass:running:none')}</p>
          )}
        </Card>
        <Card name="past" title={texts('breakGlass:past:title')}>
          {past.length > 0 ? (
            <PastLooks looks={past} viewer={viewer} />
          ) : (
            <p className="cl-empty">{texts('breakGlass:past:none')}</p>
          )}
        </Card>
      </div>
    </Screen>
  )
}
