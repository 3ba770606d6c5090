'use client'
import { useScreen } from '../../shared/ScreenContext.client.tsx'

interface SubmitButtonProps {
  readonly isBusy: boolean
  /** There is nothing to send yet. */
  readonly isDisabled?: boolean
  readonly label: string
  readonly variant?: 'danger' | 'plain' | 'primary'
}

/** Sends a form, and says so while it is on its way. */
export const SubmitButton = ({
  isBusy,
  isDisabled = false,
  label,
  variant = 'primary',
}: SubmitButtonProps) => {
  const { texts } = useScreen()
  return (
    <button
      aria-busy={isBusy}
      className={`cl-button cl-button--${variant}`}
      disabled={isBusy || isDisabled}
      type="submit"
    >
      {isBusy ? texts('common:actions:working') : label}
    </button>
  )
}
