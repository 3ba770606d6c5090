'use client'
import { type FormEvent, type ReactNode, useId, useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import type { ActionButtonProps } from '../ActionButton/index.client.tsx'
import { useScreen } from '../../shared/ScreenContext.client.tsx'
import { SubmitButton } from '../SubmitButton/index.client.tsx'
import { TroubleNotice } from '../TroubleNotice/index.client.tsx'
import { useAction } from '../../shared/useAction.client.ts'
import './actionDialog.css'

export interface ActionDialogProps extends Omit<ActionButtonProps, 'body'> {
  /** What the form says, in the shape of the API. */
  readonly body: () => unknown
  readonly children?: ReactNode
  /** With what the API answered. */
  readonly onDone?: (data: unknown) => void
  readonly submit: string
  readonly title: string
}

const Head = ({ describes, id, title }: Record<'describes' | 'id' | 'title', string>) => (
  <div>
    <h2 id={id}>{title}</h2>
    <p className="cl-muted">{describes}</p>
  </div>
)

interface ButtonsProps extends Pick<ActionDialogProps, 'submit' | 'variant'> {
  readonly isBusy: boolean
  readonly onBack: () => void
}

const Buttons = ({ isBusy, onBack, submit, variant }: ButtonsProps) => {
  const { texts } = useScreen()
  return (
    <div className="cl-dialog__buttons">
      <button className="cl-button" onClick={onBack} type="button">
        {texts('common:actions:back')}
      </button>
      <SubmitButton
        isBusy={isBusy}
        label={submit}
        variant={variant === 'danger' ? variant : 'primary'}
      />
    </div>
  )
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
  title,
  variant = 'plain',
  ...props
}: ActionDialogProps) => {
  const dialog = useRef<HTMLDialogElement>(null)
  const id = useId()
  // A long list has many of these: a form is drawn when it is first opened, and stays.
  const [isDrawn, setIsDrawn] = useState(false)
  const { forget, isBusy, run, trouble } = useAction(path)

  const open = (): void => {
    forget()
    flushSync(() => {
      setIsDrawn(true)
    })
    dialog.current?.showModal()
  }
  const send = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    const answer = await run(body())
    if (!answer.isOk) return
    dialog.current?.close()
    props.onDone?.(answer.data)
  }

  return (
    <div className="cl-action">
      <button
        aria-haspopup="dialog"
        aria-label={`${label}: ${describes}`}
        className={`cl-button cl-button--${variant}`}
        onClick={open}
        type="button"
      >
        {label}
      </button>
      <dialog aria-labelledby={id} className="cl-dialog" ref={dialog}>
        {isDrawn ? (
          <form className="cl-dialog__form" onSubmit={(event) => void send(event)}>
            <Head {...{ describes, id, title }} />
            {children}
            <TroubleNotice trouble={trouble} />
            <Buttons
              {...{ isBusy, variant }}
              onBack={() => dialog.current?.close()}
              submit={props.submit}
            />
          </form>
        ) : null}
      </dialog>
    </div>
  )
}
