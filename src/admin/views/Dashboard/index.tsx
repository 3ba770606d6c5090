import { Link } from '@payloadcms/ui'
import type { AdminViewServerProps } from 'payload'
import { formatAdminURL } from 'payload/shared'
import { boundaryOf } from '../../../domain/scheduling/wallClock.ts'
import {
  type Dashboard as Figures,
  readDashboard,
} from '../../../operations/operation/readDashboard.ts'
import { ScreenBody } from '../../shared/Screen/index.tsx'
import type { Viewer } from '../../shared/viewer.ts'
import { FigureCard } from './FigureCard/index.tsx'
import { LatestSessions } from './LatestSessions/index.tsx'
import { QuickActions } from './QuickActions/index.tsx'
import { RevenueCard } from './RevenueChart/index.tsx'
import { duesRows, revenueRows, sessionRows } from './rows.ts'
import { UseTable } from './UseTable/index.tsx'
import './dashboard.css'

const NOON_MINUTES = 720

interface PartProps {
  readonly adminRoute: string
  readonly figures: Figures
  readonly viewer: Viewer
}

const Cards = ({ adminRoute, figures, viewer }: PartProps) => {
  const { formats, texts } = viewer
  const { financial, now, operational } = figures
  const of = { adminRoute, period: now, timezone: viewer.clinic.timezone }
  const card = (name: 'dues' | 'revenue' | 'sessions' | 'utilisation', href: string) => ({
    about: texts(`dashboard:${name}:about`),
    label: texts(`dashboard:${name}:label`),
    name,
    rows: { href, text: texts(`dashboard:${name}:rows`) },
    viewer,
  })
  return (
    <div className="cl-figures">
      {operational === null ? null : (
        <>
          <FigureCard
            {...card('sessions', sessionRows(of))}
            figure={operational.sessions}
            format={formats.number}
          />
          <FigureCard
            {...card('utilisation', '#cl-use')}
            figure={operational.utilisation}
            format={formats.percent}
          />
        </>
      )}
      {financial === null ? null : (
        <>
          <FigureCard
            {...card('revenue', revenueRows(of))}
            figure={financial.revenue}
            format={formats.money}
          />
          <FigureCard
            {...card('dues', duesRows(of))}
            figure={financial.dues}
            format={formats.money}
          />
        </>
      )}
    </div>
  )
}

const Lead = ({ adminRoute, figures: { asOf, before, now }, viewer }: PartProps) => {
  const { formats, texts } = viewer
  const date = (on: string): string =>
    formats.date(new Date(boundaryOf(on, NOON_MINUTES, viewer.clinic.timezone)))
  return (
    <p>
      {texts('dashboard:lead', { from: date(now.fromOn), to: date(now.toOn) })}{' '}
      {texts('dashboard:beside', { from: date(before.fromOn), to: date(before.toOn) })}{' '}
      {texts('dashboard:asOf', { time: formats.time(asOf) })}{' '}
      <Link href={`${formatAdminURL({ adminRoute, path: '' })}?fresh=true`} prefetch={false}>
        {texts('dashboard:fresh')}
      </Link>
    </p>
  )
}

/** How the clinic does, for admins; its money, for accountants. @rule RPT-1 RPT-2 RPT-8 */
export const Dashboard = async ({
  page: { payload, searchParams },
  viewer,
}: {
  readonly page: AdminViewServerProps
  readonly viewer: Viewer
}) => {
  const adminRoute = payload.config.routes.admin
  const figures = await readDashboard(viewer.req, {
    isFresh: searchParams?.fresh === 'true',
    tenant: viewer.clinic.id,
  })
  const parts = { adminRoute, figures, viewer }
  const { financial, operational } = figures
  return (
    <ScreenBody
      actions={<QuickActions viewer={viewer} />}
      lead={<Lead {...parts} />}
      title={viewer.texts('dashboard:title')}
      viewer={viewer}
    >
      <div className="cl-grid">
        <Cards {...parts} />
        <div className="cl-grid cl-dashboard__wide">
          {financial === null ? null : (
            <RevenueCard months={financial.revenue.months} viewer={viewer} />
          )}
          {operational === null ? null : (
            <LatestSessions latest={operational.latest} viewer={viewer} />
          )}
        </div>
        {operational === null ? null : (
          <UseTable utilisation={operational.utilisation} viewer={viewer} />
        )}
      </div>
    </ScreenBody>
  )
}
