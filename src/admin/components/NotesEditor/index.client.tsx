'use client'
import { useId, useState } from 'react'
import { useScreen } from '../../shared/ScreenContext.client.tsx'
import { SubmitButton } from '../SubmitButton/index.client.tsx'
import { TroubleNotice } from '../TroubleNotice/index.client.tsx'
import { useAction } from '../../shared/useAction.client.ts'
import { type Trouble, useApi } from '../../shared/useApi.client.ts'
import './notesEditor.css'

interface NotesEditorProps {
  /** Whose notes, for whoever hears the field instead of seeing its row. */
  readonly describes: string
  readonly notes: string
  readonly session: string
}

/** What somebody else wrote meanwhile, and how that is told. */
interface Conflict {
  readonly theirs: string
  readonly trouble: Trouble
}

/** What was typed, what it replaces, and what somebody else wrote meanwhile. */
const useNotes = ({ notes, session }: Pick<NotesEditorProps, 'notes' | 'session'>) => {
  const api = useApi()
  const { texts } = useScreen()
  const { isBusy, run, trouble } = useAction(`/sessions/${session}/notes`)
  const [drawn, setDrawn] = useState(notes)
  const [stored, setStored] = useState(notes)
  const [text, setText] = useState(notes)
  const [conflict, setConflict] = useState<Conflict>()
  const [isSaved, setIsSaved] = useState(false)
  // The page was drawn anew: what nobody has typed over follows it, what was typed stays.
  if (drawn !== notes) {
    setDrawn(notes)
    if (text === stored) {
      setStored(notes)
      setText(notes)
    }
  }

  const save = async (): Promise<void> => {
    setConflict(undefined)
    const answer = await run({ notes: text, replaces: stored })
    setIsSaved(answer.isOk)
    if (answer.isOk) setStored(text)
    else if (answer.trouble.code === 'stale-document') {
      const path = `/sessions/${session}?depth=0`
      const fresh = await api<{ notes?: null | string }>({ method: 'GET', path })
      if (!fresh.isOk) return
      // From here on a save replaces what is shown beside what was typed.
      setStored(fresh.data.notes ?? '')
      const message = texts('session:notes:conflict')
      setConflict({ theirs: fresh.data.notes ?? '', trouble: { ...answer.trouble, message } })
    }
  }
  const type = (typed: string): void => {
    setText(typed)
    setIsSaved(false)
  }
  const isChanged = text !== stored
  return { conflict, isBusy, isChanged, isSaved, save, text, trouble, type }
}

/** The staff's notes of a session, written where they are read. @rule RPT-3 SES-24 SES-25 */
export const NotesEditor = ({ describes, notes, session }: NotesEditorProps) => {
  const { texts } = useScreen()
  const id = useId()
  const { conflict, isBusy, isChanged, isSaved, save, text, trouble, type } = useNotes({
    notes,
    session,
  })
  return (
    <form
      className="cl-field"
      onSubmit={(event) => {
        event.preventDefault()
        void save()
      }}
    >
      <label htmlFor={id}>
        {texts('session:notes:label')}
        <span className="cl-unseen">: {describes}</span>
      </label>
      <textarea
        aria-describedby={`${id}-help`}
        id={id}
        maxLength={10_000}
        onChange={(event) => {
          type(event.target.value)
        }}
        rows={3}
        value={text}
      />
      <p className="cl-field__help" id={`${id}-help`}>
        {texts('session:notes:help')}
      </p>
      <TroubleNotice trouble={conflict?.trouble ?? trouble}>
        {conflict === undefined ? null : (
          <blockquote className="cl-notes__theirs" data-theirs>
            {conflict.theirs === '' ? texts('session:notes:empty') : conflict.theirs}
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
          {isSaved ? texts('session:notes:saved') : null}
        </span>
      </div>
    </form>
  )
}
