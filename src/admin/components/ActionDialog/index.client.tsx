'use client'
import { type FormEvent, type ReactNode, useId, useRef } from 'react'
import { useScreen } from '../../shared/ScreenContext.client.tsx'
import { TroubleNotice } from '../TroubleNotice/index.client.tsx'
import { useAction } from '../../shared/useAction.client.ts'
import './actionDialog.css'

export interface ActionDialogProps {
  /** What the form says, in the shape of the API. */
  readonly body: () => unknown
  readonly children?: ReactNode
  /** Whose action it is, for whoever hears the button instead of seeing its row. */
  readonly describes: string
  readonly label: string
  readonly path: string
  readonly submit: string
  readonly title: string
  readonly variant?: 'danger' | 'plain' | 'primary'
}

/**
 * An action that needs a word more: a button that opens a small form. Closing keeps what was typed, and a
 * refusal stands inside, above the buttons. @rule UIX-3 UIX-4
 */
export const ActionDialog = ({
  body,
  children,
  describes,
  label,
  path,
  submit,
  title,
  variant = 'plain',
}: ActionDialogProps) => {
  const { texts } = useScreen()
  const dialog = useRef<HTMLDialogElement>(null)
  const id = useId()
  const { forget, isBusy, run, trouble } = useAction(path)

  const send = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    if (await run(body())) dialog.current?.close()
  }

  return (
    <div className="cl-action">
      <button
        aria-haspopup="dialog"
        aria-label={`${label}: ${describes}`}
        className={`cl-button cl-button--${variant}`}
        onClick={() => {
          forget()
          dialog.current?.showModal()
        }}
        type="button"
      >
        {label}
      </button>
      <dialog aria-labelledby={id} className="cl-dialog" ref={dialog}>
        <form className="cl-dialog__form" onSubmit={(event) => void send(event)}>
          <div>
            <h2 id={id}>{title}</h2>
            <p className="cl-muted">{describes}</p>
          </div>
          {children}
          <TroubleNotice trouble={trouble} />
          <div className="cl-dialog__buttons">
            <button className="cl-button" onClick={() => dialog.current?.close()} type="button">
              {texts('common:actions:back')}
            </button>
            <button
              aria-busy={isBusy}
              className={`cl-button cl-button--${variant === 'danger' ? 'danger' : 'primary'}`}
              disabled={isBusy}
              type="submit"
            >
              {isBusy ? texts('common:actions:working') : submit}
            </button>
          </div>
        </form>
      </dialog>
    </div>
  )
}
