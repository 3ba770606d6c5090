import type { AdminViewServerProps } from 'payload'
import { readSettings } from '../../../operations/tenancy/readSettings.ts'
import { slugs } from '../../../slugs.ts'
import { adminPath } from '../../shared/adminPath.ts'
import { Screen } from '../../shared/Screen/index.tsx'
import { viewerOf } from '../../shared/viewer.ts'
import { SettingsForm } from './SettingsForm/index.client.tsx'
import { WordList } from './WordList/index.tsx'
import './settings.css'

/** What the clinic decides for itself, each with what it does. For admins. @rule TEN-12 TEN-15 */
export const ClinicSettings = async (page: AdminViewServerProps) => {
  const viewer = await viewerOf(page.initPageResult.req, 'settings')
  const { mayChangeLabels, preset, settings } = await readSettings(viewer.req, viewer.clinic.id)
  const { billing, id, messaging, people, scheduling, security, updatedAt } = settings
  return (
    <Screen
      lead={<p>{viewer.texts('settings:lead')}</p>}
      page={page}
      title={viewer.texts('settings:title')}
      viewer={viewer}
    >
      <SettingsForm
        formPath={adminPath(viewer.req, `/collections/${slugs.settings}/${id}`)}
        preset={preset}
        stored={{ billing, id, messaging, people, scheduling, security, updatedAt }}
      >
        <WordList
          changePath={
            mayChangeLabels
              ? adminPath(viewer.req, `/collections/${slugs.tenants}/${viewer.clinic.id}`)
              : undefined
          }
          texts={viewer.texts}
          words={viewer.clinic.words}
        />
      </SettingsForm>
    </Screen>
  )
}
