'use client'
import { useScreen } from '../../shared/ScreenContext.client.tsx'
import { TroubleNotice } from '../TroubleNotice/index.client.tsx'
import { useAction } from '../../shared/useAction.client.ts'

export interface ActionButtonProps {
  readonly body?: unknown
  /** Whose action it is, for whoever hears the button instead of seeing its row. */
  readonly describes: string
  readonly label: string
  readonly path: string
  readonly variant?: 'danger' | 'plain' | 'primary'
}

/** One action of the API as a button: pressed twice it happens once, and a refusal stands below it. */
export const ActionButton = ({
  body,
  describes,
  label,
  path,
  variant = 'plain',
}: ActionButtonProps) => {
  const { texts } = useScreen()
  const { isBusy, run, trouble } = useAction(path)
  return (
    <div className="cl-action">
      <button
        aria-busy={isBusy}
        aria-label={`${label}: ${describes}`}
        className={`cl-button cl-button--${variant}`}
        disabled={isBusy}
        onClick={() => void run(body ?? {})}
        type="button"
      >
        {isBusy ? texts('common:actions:working') : label}
      </button>
      <TroubleNotice trouble={trouble} />
    </div>
  )
}
