'use client'
import { useSyncExternalStore } from 'react'
import { useScreen } from '../../shared/ScreenContext.client.tsx'

const nothingChanges = () => () => undefined

/** One zone may have several names: `Asia/Kolkata` and `Asia/Calcutta`. */
const nameOf = (timezone?: string): string =>
  new Intl.DateTimeFormat(
    'en',
    timezone === undefined ? {} : { timeZone: timezone },
  ).resolvedOptions().timeZone

/** Names the zone of the times on a screen where the viewer's own clock differs. @rule UIX-5 */
export const ZoneNote = ({ timezone }: { readonly timezone: string }) => {
  const { texts } = useScreen()
  const isElsewhere = useSyncExternalStore(
    nothingChanges,
    () => nameOf() !== nameOf(timezone),
    () => false,
  )
  return isElsewhere ? (
    <span className="cl-muted">· {texts('common:times:zone', { zone: timezone })}</span>
  ) : null
}
