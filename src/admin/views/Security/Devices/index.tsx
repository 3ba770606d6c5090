import { ActionButton } from '../../../components/ActionButton/index.client.tsx'
import { deviceName } from '../../../shared/deviceName.ts'
import type { Viewer } from '../../../shared/viewer.ts'

export interface Device {
  readonly address: null | string
  readonly createdAt: Date | string
  readonly device: null | string
  readonly id: string
  readonly isCurrent: boolean
  readonly lastUsedAt: Date | string
}

interface DevicesProps {
  readonly devices: readonly Device[]
  readonly viewer: Viewer
}

/** Where the viewer is signed in; every one can be ended, this one by signing out. @rule SEC-1 */
export const Devices = ({ devices, viewer: { formats, texts } }: DevicesProps) => (
  <>
    <ul className="cl-list">
      {devices.map(({ address, createdAt, device, id, isCurrent, lastUsedAt }) => {
        const name = device === null ? texts('security:devices:unknown') : deviceName(device)
        return (
          <li className="cl-row" data-current={isCurrent} key={id}>
            <div className="cl-row__main">
              <strong title={device ?? undefined}>{name}</strong>{' '}
              {isCurrent ? (
                <span className="cl-pill cl-pill--good">{texts('security:devices:this')}</span>
              ) : null}
              <p className="cl-muted">
                {texts('security:devices:facts', {
                  address: address ?? '',
                  since: formats.dateTime(createdAt),
                  used: formats.dateTime(lastUsedAt),
                })}
              </p>
            </div>
            <div className="cl-row__end">
              {isCurrent ? null : (
                <ActionButton
                  describes={name}
                  label={texts('security:devices:end')}
                  path={`/users/sign-ins/${id}/end`}
                />
              )}
            </div>
          </li>
        )
      })}
    </ul>
    {devices.length > 1 ? (
      <ActionButton
        describes={texts('security:devices:title')}
        label={texts('security:devices:endOthers')}
        path="/users/sign-ins/end-others"
        variant="danger"
      />
    ) : null}
  </>
)
