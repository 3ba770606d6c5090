'use client'
import { useId, useState } from 'react'
import { useScreen } from '../../shared/ScreenContext.client.tsx'
import { SubmitButton } from '../SubmitButton/index.client.tsx'
import { TroubleNotice } from '../TroubleNotice/index.client.tsx'
import { useAction } from '../../shared/useAction.client.ts'
import { type Trouble, useApi } from '../../shared/useApi.client.ts'
import './notesEditor.css'

/** The notes there are: where they are read and written, and in which words. */
const KINDS = {
  'patients.medicalNotes': {
    action: 'medical-notes',
    collection: 'patients',
    field: 'medicalNotes',
    maxLength: 20_000,
    rows: 5,
    words: {
      conflict: 'patient:medicalNotes:conflict',
      empty: 'patient:medicalNotes:empty',
      help: 'patient:medicalNotes:help',
      label: 'patient:medicalNotes:label',
      saved: 'patient:medicalNotes:saved',
    },
  },
  'sessions.notes': {
    action: 'notes',
    collection: 'sessions',
    field: 'notes',
    maxLength: 10_000,
    rows: 3,
    words: {
      conflict: 'session:notes:conflict',
      empty: 'session:notes:empty',
      help: 'session:notes:help',
      label: 'session:notes:label',
      saved: 'session:notes:saved',
    },
  },
} as const

interface NotesEditorProps {
  /** Whose notes, for whoever hears the field instead of seeing its row. */
  readonly describes: string
  /** Of the patient or session whose notes they are. */
  readonly id: string
  readonly kind: keyof typeof KINDS
  readonly notes: string
}

/** What somebody else wrote meanwhile, and how that is told. */
interface Conflict {
  readonly theirs: string
  readonly trouble: Trouble
}

/** What was typed, what it replaces, and what somebody else wrote meanwhile. */
const useNotes = ({ id, kind, notes }: Omit<NotesEditorProps, 'describes'>) => {
  const { action, collection, field, words } = KINDS[kind]
  const api = useApi()
  const { texts } = useScreen()
  const { isBusy, run, trouble } = useAction(`/${collection}/${id}/${action}`)
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
    const answer = await run({ [field]: text, replaces: stored })
    setIsSaved(answer.isOk)
    if (answer.isOk) setStored(text)
    else if (answer.trouble.code === 'stale-document') {
      const path = `/${collection}/${id}?depth=0&select[${field}]=true`
      const fresh = await api<Partial<Record<typeof field, null | string>>>({ method: 'GET', path })
      if (!fresh.isOk) return
      // From here on a save replaces what is shown beside what was typed.
      const theirs = fresh.data[field] ?? ''
      setStored(theirs)
      const message = texts(words.conflict)
      setConflict({ theirs, trouble: { ...answer.trouble, message } })
    }
  }
  const type = (typed: string): void => {
    setText(typed)
    setIsSaved(false)
  }
  const isChanged = text !== stored
  return { conflict, isBusy, isChanged, isSaved, save, text, trouble, type }
}

/** Staff's notes, written where they are read. @rule PAT-11 RPT-3 SES-24 SES-25 */
export const NotesEditor = ({ describes, id, kind, notes }: NotesEditorProps) => {
  const { maxLength, rows, words } = KINDS[kind]
  const { texts } = useScreen()
  const area = useId()
  const { conflict, isBusy, isChanged, isSaved, save, text, trouble, type } = useNotes({
    id,
    kind,
    notes,
  })
  return (
    <form
      className="cl-field"
      onSubmit={(event) => {
        event.preventDefault()
        void save()
      }}
    >
      <label htmlFor={area}>
        {texts(words.label)}
        <span className="cl-unseen">: {describes}</span>
      </label>
      <textarea
        aria-describedby={`${area}-help`}
        id={area}
        maxLength={maxLength}
        onChange={(event) => {
          type(event.target.value)
        }}
        rows={rows}
        value={text}
      />
      <p className="cl-field__help" id={`${area}-help`}>
        {texts(words.help)}
      </p>
      <TroubleNotice trouble={conflict?.trouble ?? trouble}>
        {conflict === undefined ? null : (
          <blockquote className="cl-notes__theirs" data-theirs>
            {conflict.theirs === '' ? texts(words.empty) : conflict.theirs}
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
          {isSaved ? texts(words.saved) : null}
        </span>
      </div>
    </form>
  )
}
