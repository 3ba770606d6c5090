import type { TextField } from 'payload'

type Options = Partial<
  Omit<TextField, 'hasMany' | 'maxRows' | 'minRows' | 'name' | 'type' | 'validate'>
> & {
  name: string
}

const inputField =
  (inputType: 'color' | 'date' | 'time') =>
  ({ admin, ...rest }: Options): TextField => ({
    ...rest,
    type: 'text',
    admin: {
      ...admin,
      components: {
        Field: { clientProps: { inputType }, path: 'caseload/client#PlainInputField' },
        ...admin?.components,
      },
    },
  })

/** A calendar date, `YYYY-MM-DD`, without a time or a zone. Names end in `On`. */
export const calendarDateField = inputField('date')

/** A wall-clock time, `HH:mm`. Names end in `Time`. */
export const clockTimeField = inputField('time')

/** A colour, `#rrggbb`. */
export const colourField = inputField('color')

/** An IANA time zone, such as `Asia/Kolkata`; checked by a hook. */
export const timezoneField = (options: Options): TextField => ({ ...options, type: 'text' })
