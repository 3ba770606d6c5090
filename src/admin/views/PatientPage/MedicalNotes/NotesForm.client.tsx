'use client'
import { useId, useState } from 'react'
import { SubmitButton } from '../../../components/SubmitButton/index.client.tsx'
import { TroubleNotice } from '../../../components/TroubleNotice/index.client.tsx'
import { useScreen } from '../../../shared/ScreenContext.client.tsx'
import { useAction } from '../../../shared/useAction.client.ts'
import { type Trouble, useApi } from '../../../shared/useApi.client.ts'

interface NotesFormProps {
  readonly notes: string
  readonly patient: string
}

/** What somebody else wrote meanwhile, and how that is told. */
interface Conflict {
  readonly theirs: string
  readonly trouble: Trouble
}

const useMedicalNotes = ({ notes, patient }: NotesFormProps) => {
  const api = useApi()
  const { texts } = useScreen()
  const { isBusy, run, trouble } = useAction(`/patients/${patient}/medical-notes`)
  const [stored, setStored] = useState(notes)
  const [text, setText] = useState(notes)
  const [conflict, setConflict] = useState<Conflict>()
  const [isSaved, setIsSaved] = useState(false)

  const save = async (): Promise<void> => {
    setConflict(undefined)
    const answer = await run({ medicalNotes: text, replaces: stored })
    setIsSaved(answer.isOk)
    if (answer.isOk) setStored(text)
    else if (answer.trouble.code === 'stale-document') {
      const path = `/patients/${patient}?depth=0&select[medicalNotes]=true`
      const fresh = await api<{ medicalNotes?: null | string }>({ method: 'GET', path })
      if (!fresh.isOk) return
      // From here on a save replaces what is shown beside what was typed.
      const theirs = fresh.data.medicalNotes ?? ''
      setStored(theirs)
      const message = texts('patient:medicalNotes:conflict')
      setConflict({ theirs, trouble: { ...answer.trouble, message } })
    }
  }
  const type = (typed: string): void => {
    setText(typed)
    setIsSaved(false)
  }
  return { conflict, isBusy, isChanged: text !== stored, isSaved, save, text, trouble, type }
}

/** The medical notes, written where they are read. @rule PAT-11 */
export const NotesForm = (props: NotesFormProps) => {
  const { texts } = useScreen()
  const id = useId()
  const { conflict, isBusy, isChanged, isSaved, save, text, trouble, type } = useMedicalNotes(props)
  return (
    <form
      className="cl-field"
      onSubmit={(event) => {
        event.preventDefault()
        void save()
      }}
    >
      <textarea
        aria-describedby={`${id}-help`}
        aria-labelledby="medical-notes"
        id={id}
        maxLength={20_000}
        onChange={(event) => {
          type(event.target.value)
        }}
        rows={5}
        value={text}
      />
      <p className="cl-field__help" id={`${id}-help`}>
        {texts('patient:medicalNotes:help')}
      </p>
      <TroubleNotice trouble={conflict?.trouble ?? trouble}>
        {conflict === undefined ? null : (
          <blockquote className="cl-patient__theirs">
            {conflict.theirs === '' ? texts('patient:medicalNotes:empty') : conflict.theirs}
          </blockquote>
        )}
      </TroubleNotice>
      <div className="cl-row__end">
        <SubmitButton
          isBusy={isBusy}
          isDisabled={!isChanged}
          label={texts('common:actions:save')}
          variant="plain"
        />
        <span aria-live="polite" className="cl-muted">
          {isSaved ? texts('patient:medicalNotes:saved') : null}
        </span>
      </div>
    </form>
  )
}
