'use client'
import { Link } from '@payloadcms/ui'
import { useRouter } from 'next/navigation.js'
import { type ReactNode, useEffect, useMemo, useState } from 'react'
import { settingFaults } from '../../../../domain/tenancy/settingFaults.ts'
import { type Preset, PRESET_VALUES } from '../../../../domain/tenancy/presets.ts'
import { useScreen } from '../../../shared/ScreenContext.client.tsx'
import { type Trouble, useApi } from '../../../shared/useApi.client.ts'
import { draftOf, type Edits, keepEdit, type SettingGroups, settingsWith } from '../drafts.ts'
import { type GroupName, GROUPS, SETTING_SPECS, type SettingSpec } from '../fields.ts'
import { SaveBar, type Saving } from '../SaveBar/index.client.tsx'
import { SettingField } from '../SettingField/index.client.tsx'

export type StoredSettings = { readonly id: string; readonly updatedAt: string } & SettingGroups

interface SettingsFormProps {
  readonly children: ReactNode
  /** The generated form of the same row. */
  readonly formPath: string
  readonly preset: Preset
  readonly stored: StoredSettings
}

/** Leaving with changes asks first. */
const useLeaveGuard = (isDirty: boolean): void => {
  useEffect(() => {
    if (!isDirty) return undefined
    const ask = (event: BeforeUnloadEvent): void => {
      event.preventDefault()
    }
    window.addEventListener('beforeunload', ask)
    return () => {
      window.removeEventListener('beforeunload', ask)
    }
  }, [isDirty])
}

const focusFirstFault = (): void => {
  requestAnimationFrame(() => {
    document.querySelector<HTMLElement>('.cl-setting [aria-invalid="true"]')?.focus()
  })
}

const isAbout = ({ facts: { field } }: Trouble, { path }: SettingSpec): boolean =>
  typeof field === 'string' && field.startsWith(path)

/** Stored settings, what was typed over them, and the way back to the server. */
const useSettings = (first: StoredSettings) => {
  const api = useApi()
  const router = useRouter()
  const { clinic } = useScreen()
  const [stored, setStored] = useState(first)
  const [edits, setEdits] = useState<Edits>({})
  const [saving, setSaving] = useState<Saving>({ state: 'idle' })
  const settings = useMemo(
    () => settingsWith({ currency: clinic.currency, edits, stored }),
    [clinic.currency, edits, stored],
  )

  const refuse = async (trouble: Trouble): Promise<void> => {
    if (trouble.code === 'stale-document') {
      const fresh = await api<StoredSettings>({ method: 'GET', path: `/settings/${stored.id}` })
      if (fresh.isOk) {
        setStored(fresh.data)
        setSaving({ at: fresh.data.updatedAt, state: 'changed' })
        return
      }
    }
    setSaving({ state: 'refused', trouble })
  }

  const save = async (): Promise<void> => {
    if (settingFaults(settings).length > 0) {
      setSaving({ state: 'faulty' })
      focusFirstFault()
      return
    }
    setSaving({ state: 'working' })
    const answer = await api<{ doc: StoredSettings }>({
      body: { ...settings, updatedAt: stored.updatedAt },
      method: 'PATCH',
      path: `/settings/${stored.id}`,
    })
    if (!answer.isOk) return refuse(answer.trouble)
    setStored(answer.data.doc)
    setEdits({})
    setSaving({ at: answer.data.doc.updatedAt, state: 'saved' })
    router.refresh()
    return undefined
  }
  return { edits, save, saving, setEdits, setSaving, settings, stored }
}

/** All settings by group. What is wrong stands at its field while one types; nothing typed is lost. @rule UIX-4 */
export const SettingsForm = ({ children, formPath, preset, stored: first }: SettingsFormProps) => {
  const { clinic, texts } = useScreen()
  const { edits, save, saving, setEdits, setSaving, settings, stored } = useSettings(first)
  const faults = settingFaults(settings)
  const changes = Object.keys(edits).length
  useLeaveGuard(changes > 0)

  const fieldOf = (spec: SettingSpec) => {
    const storedDraft = draftOf(stored, spec, clinic.currency)
    return (
      <SettingField
        draft={edits[spec.path] ?? storedDraft}
        fault={faults.find(({ field }) => field.startsWith(spec.path))}
        first={draftOf(PRESET_VALUES[preset].settings, spec, clinic.currency)}
        key={spec.path}
        onChange={(draft) => {
          setEdits(keepEdit(edits, { draft, path: spec.path, stored: storedDraft }))
          if (saving.state !== 'changed') setSaving({ state: 'idle' })
        }}
        refusal={
          saving.state === 'refused' && isAbout(saving.trouble, spec)
            ? saving.trouble.message
            : undefined
        }
        spec={spec}
        stored={edits[spec.path] === undefined ? undefined : storedDraft}
      />
    )
  }
  const groupOf = (group: GroupName) => (
    <section aria-labelledby={`cl-group-${group}`} className="cl-card" key={group}>
      <div className="cl-card__head">
        <h2 id={`cl-group-${group}`}>{texts(`settings:groups:${group}`)}</h2>
      </div>
      {SETTING_SPECS.filter((spec) => spec.group === group).map(fieldOf)}
    </section>
  )
  return (
    <form
      className="cl-grid cl-settings"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        void save()
      }}
    >
      {GROUPS.map(groupOf)}
      {children}
      <p>
        <Link href={formPath} prefetch={false}>
          {texts('settings:rest')}
        </Link>
      </p>
      <SaveBar changes={changes} saving={saving} />
    </form>
  )
}
