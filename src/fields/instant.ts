import type { DateField } from 'payload'

type Options = Partial<Omit<DateField, 'name' | 'type' | 'validate'>> & {
  name: string
  /** The form sends the wall time as typed; a hook reads it in the zone of the chosen location. */
  sendsWallTime?: boolean
  /** The field of the same document that holds the IANA zone in which people read the instant. */
  zoneField?: string
}

/**
 * An instant, stored in UTC. The form and the list show and take it in the zone of the document's
 * location, not of the browser. Names end in `At`.
 */
export const instantField = ({
  admin,
  name,
  sendsWallTime = false,
  zoneField = 'timezone',
  ...rest
}: Options): DateField => ({
  ...rest,
  name,
  type: 'date',
  admin: {
    ...admin,
    components: {
      Cell: { clientProps: { zoneField }, path: 'caseload/client#InstantCell' },
      Field: { clientProps: { sendsWallTime, zoneField }, path: 'caseload/client#InstantField' },
      ...admin?.components,
    },
    date: { displayFormat: 'd MMM yyyy, HH:mm', pickerAppearance: 'dayAndTime' },
  },
})
