'use client'
import { type FormEvent, useId, useState } from 'react'
import { useScreen } from '../../shared/ScreenContext.client.tsx'
import { SubmitButton } from '../SubmitButton/index.client.tsx'
import { TroubleNotice } from '../TroubleNotice/index.client.tsx'
import { useAction } from '../../shared/useAction.client.ts'
import './notesEditor.css'

interface NotesEditorProps {
  /** Whose notes, for whoever hears the field instead of seeing its row. */
  readonly describes: string
  readonly notes: string
  readonly session: string
}

/** The staff's notes of a session, written where they are read. @rule RPT-3 SES-24 SES-25 */
export const NotesEditor = ({ describes, notes, session }: NotesEditorProps) => {
  const { texts } = useScreen()
  const id = useId()
  const [text, setText] = useState(notes)
  const [isSaved, setIsSaved] = useState(false)
  const { isBusy, run, trouble } = useAction(`/sessions/${session}/notes`)

  const save = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    const { isOk } = await run({ notes: text, replaces: notes })
    setIsSaved(isOk)
  }

  return (
    <form className="cl-field" onSubmit={(event) => void save(event)}>
      <label htmlFor={id}>
        {texts('session:notes:label')}
        <span className="cl-unseen">: {describes}</span>
      </label>
      <textarea
        aria-describedby={`${id}-help`}
        id={id}
        maxLength={10_000}
        onChange={(event) => {
          setText(event.target.value)
          setIsSaved(false)
        }}
        rows={3}
        value={text}
      />
      <p className="cl-field__help" id={`${id}-help`}>
        {texts('session:notes:help')}
      </p>
      <TroubleNotice trouble={trouble} />
      <div className="cl-row__end">
        <SubmitButton
          isBusy={isBusy}
          isDisabled={text === notes}
          label={texts('common:actions:save')}
          variant="plain"
        />
        <span aria-live="polite" className="cl-muted">
          {isSaved ? texts('session:notes:saved') : null}
        </span>
      </div>
    </form>
  )
}
