'use client'
import { useState } from 'react'
import { useScreen } from '../../shared/ScreenContext.client.tsx'

interface BackupCodesProps {
  readonly codes: readonly string[]
  readonly onKept: () => void
}

const download = (text: string): void => {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(new Blob([text], { type: 'text/plain' }))
  link.download = 'backup-codes.txt'
  link.click()
  URL.revokeObjectURL(link.href)
}

/** The ten codes, shown this once: to copy, print or keep as a file. @rule SEC-4 */
export const BackupCodes = ({ codes, onKept }: BackupCodesProps) => {
  const { texts } = useScreen()
  const [isCopied, setIsCopied] = useState(false)
  const text = codes.join('\n')
  const ways = [
    {
      name: 'copy',
      run: () => {
        void navigator.clipboard.writeText(text).then(() => {
          setIsCopied(true)
        })
      },
    },
    {
      name: 'print',
      run: () => {
        window.print()
      },
    },
    {
      name: 'download',
      run: () => {
        download(`${text}\n`)
      },
    },
  ] as const
  return (
    <div className="cl-codes" data-part="codes">
      <h3>{texts('security:codes:title')}</h3>
      <p>{texts('security:codes:lead')}</p>
      <ul>
        {codes.map((code) => (
          <li key={code}>
            <code>{code}</code>
          </li>
        ))}
      </ul>
      <div className="cl-codes__ways">
        {ways.map(({ name, run }) => (
          <button className="cl-button" key={name} onClick={run} type="button">
            {texts(`security:codes:${name}`)}
          </button>
        ))}
        <button className="cl-button cl-button--primary" onClick={onKept} type="button">
          {texts('security:codes:kept')}
        </button>
      </div>
      <p aria-live="polite">{isCopied ? texts('security:codes:copied') : ''}</p>
    </div>
  )
}
