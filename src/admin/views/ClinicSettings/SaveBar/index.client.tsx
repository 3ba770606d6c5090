'use client'
import { useScreen } from '../../../shared/ScreenContext.client.tsx'
import { SubmitButton } from '../../../components/SubmitButton/index.client.tsx'
import { TroubleNotice } from '../../../components/TroubleNotice/index.client.tsx'
import type { Trouble } from '../../../shared/useApi.client.ts'

/** Where saving stands: `changed` means that somebody else was faster. */
export type Saving =
  | { readonly at: string; readonly state: 'changed' | 'saved' }
  | { readonly state: 'faulty' | 'idle' | 'working' }
  | { readonly state: 'refused'; readonly trouble: Trouble }

/** The button, and in words what became of it. */
export const SaveBar = ({
  changes,
  saving,
}: {
  readonly changes: number
  readonly saving: Saving
}) => {
  const { formats, texts } = useScreen()
  const told = (): string => {
    if (saving.state === 'saved') {
      return texts('settings:save:saved', { time: formats.time(saving.at) })
    }
    if (saving.state === 'changed') {
      return texts('settings:save:changed', { time: formats.dateTime(saving.at) })
    }
    if (saving.state === 'faulty') return texts('settings:save:faulty')
    return changes === 0 ? texts('settings:save:none') : texts('settings:save:open', { changes })
  }
  return (
    <div className="cl-save">
      <div className="cl-save__row">
        <p aria-live="polite" data-state={saving.state} role="status">
          {told()}
        </p>
        <SubmitButton isBusy={saving.state === 'working'} label={texts('common:actions:save')} />
      </div>
      <TroubleNotice trouble={saving.state === 'refused' ? saving.trouble : undefined} />
    </div>
  )
}
