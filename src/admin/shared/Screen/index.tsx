import { DefaultTemplate } from '@payloadcms/next/templates'
import { Gutter, SetStepNav } from '@payloadcms/ui'
import type { AdminViewServerProps } from 'payload'
import type { ReactNode } from 'react'
import { ScreenProvider } from '../ScreenContext.client.tsx'
import { adminPath } from '../adminPath.ts'
import type { Viewer } from '../viewer.ts'
import './screen.css'

interface ScreenProps {
  /** Buttons and links beside the title. */
  readonly actions?: ReactNode
  readonly children: ReactNode
  /** Below the title, such as the day. */
  readonly lead?: ReactNode
  readonly title: string
  /** The list that the page's record is of, for the breadcrumbs. */
  readonly under?: { readonly label: string; readonly path: `/${string}` }
  readonly viewer: Viewer
}

const stepsTo = ({ title, under, viewer }: Omit<ScreenProps, 'children'>) => [
  ...(under === undefined ? [] : [{ label: under.label, url: adminPath(viewer.req, under.path) }]),
  { label: title },
]

/**
 * The body of every page of ours: breadcrumbs, title, lead, content, and what its parts in the browser
 * need.
 * @rule UIX-1
 */
export const ScreenBody = ({ actions, children, lead, title, under, viewer }: ScreenProps) => (
  <ScreenProvider clinic={viewer.clinic}>
    <SetStepNav nav={stepsTo({ title, under, viewer })} />
    <Gutter className="cl-screen">
      <a className="cl-skip" href="#cl-content">
        {viewer.texts('common:skip')}
      </a>
      <header className="cl-screen__head">
        <div>
          <p className="cl-screen__clinic">{viewer.clinic.name}</p>
          <h1>{title}</h1>
          {lead === undefined ? null : <div className="cl-screen__lead">{lead}</div>}
        </div>
        {actions === undefined ? null : <div className="cl-screen__actions">{actions}</div>}
      </header>
      <div id="cl-content" tabIndex={-1}>
        {children}
      </div>
    </Gutter>
  </ScreenProvider>
)

/** A page of ours within the panel's frame. The page at the panel's root has that frame already. */
export const Screen = ({
  page: { i18n, initPageResult, params, payload, searchParams },
  ...screen
}: ScreenProps & { readonly page: AdminViewServerProps }) => (
  <DefaultTemplate
    i18n={i18n}
    locale={initPageResult.locale}
    params={params}
    payload={payload}
    permissions={initPageResult.permissions}
    req={initPageResult.req}
    searchParams={searchParams}
    user={initPageResult.req.user ?? undefined}
    visibleEntities={{
      collections: initPageResult.visibleEntities.collections,
      globals: initPageResult.visibleEntities.globals,
    }}
  >
    <ScreenBody {...screen} />
  </DefaultTemplate>
)
