'use client'
import { useRouter } from 'next/navigation.js'
import { useRef, useState } from 'react'
import { useScreen } from '../../../shared/ScreenContext.client.tsx'
import { newKey, type Trouble, useApi } from '../../../shared/useApi.client.ts'
import { CancelForm } from './CancelForm.client.tsx'

interface CancelActionProps {
  readonly describes: string
  readonly id: string
  readonly reasons: readonly { readonly id: string; readonly name: string }[]
}

const useCancelling = (id: string, onDone: () => void) => {
  const api = useApi()
  const router = useRouter()
  const key = useRef<string>(undefined)
  const [isBusy, setIsBusy] = useState(false)
  const [trouble, setTrouble] = useState<Trouble>()
  const cancel = async (form: FormData): Promise<void> => {
    setIsBusy(true)
    setTrouble(undefined)
    key.current ??= newKey()
    const filled = [...form.entries()].filter(([, value]) => value !== '')
    const answer = await api({
      body: Object.fromEntries(filled),
      idempotencyKey: key.current,
      path: `/sessions/${id}/cancel`,
    })
    setIsBusy(false)
    if (answer.isOk || answer.trouble.status !== 0) key.current = undefined
    if (!answer.isOk) {
      setTrouble(answer.trouble)
      return
    }
    onDone()
    router.refresh()
  }
  return { cancel, isBusy, trouble }
}

/** Cancelling asks why before it happens. @rule SES-17 */
export const CancelAction = ({ describes, id, reasons }: CancelActionProps) => {
  const { texts } = useScreen()
  const [isOpen, setIsOpen] = useState(false)
  const opener = useRef<HTMLButtonElement>(null)
  const close = (): void => {
    setIsOpen(false)
    opener.current?.focus()
  }
  const { cancel, isBusy, trouble } = useCancelling(id, close)
  return (
    <div className="cl-action cl-cancel">
      <button
        aria-expanded={isOpen}
        aria-label={`${texts('board:actions:cancel')}: ${describes}`}
        className="cl-button"
        onClick={() => {
          setIsOpen(!isOpen)
        }}
        ref={opener}
        type="button"
      >
        {texts('board:actions:cancel')}
      </button>
      {isOpen ? (
        <CancelForm
          describes={describes}
          isBusy={isBusy}
          onCancel={(form) => void cancel(form)}
          onClose={close}
          reasons={reasons}
          trouble={trouble}
        />
      ) : null}
    </div>
  )
}
