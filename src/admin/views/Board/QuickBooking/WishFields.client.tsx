'use client'
import { MODES } from '../../../../domain/scheduling/windows.ts'
import { type Choice, SelectField } from '../../../components/SelectField/index.tsx'
import { useScreen } from '../../../shared/ScreenContext.client.tsx'
import type { BookingWish } from './useBooking.client.ts'

export interface Choices {
  readonly locations: readonly (Choice & { readonly timezone: string })[]
  readonly therapists: readonly Choice[]
  readonly types: readonly Choice[]
}

interface WishFieldsProps {
  readonly choices: Choices
  readonly onChange: (change: Partial<BookingWish>) => void
  readonly wish: BookingWish
}

/** What, with whom, how and where. */
export const WishFields = ({ choices, onChange, wish }: WishFieldsProps) => {
  const { texts } = useScreen()
  const prompt = (
    <option disabled value="">
      {texts('board:booking:pick')}
    </option>
  )
  const modes = MODES.map((id) => ({ id, name: texts(`session:modes:${id}`) }))
  return (
    <div className="cl-booking__fields">
      <SelectField
        label={texts('board:booking:type')}
        name="therapyType"
        onChange={({ target }) => {
          onChange({ therapyType: target.value })
        }}
        options={choices.types}
        required
        value={wish.therapyType}
      >
        {prompt}
      </SelectField>
      <SelectField
        label={texts('board:booking:therapist')}
        name="therapist"
        onChange={({ target }) => {
          onChange({ therapist: target.value })
        }}
        options={choices.therapists}
        required
        value={wish.therapist}
      >
        {prompt}
      </SelectField>
      <SelectField
        label={texts('board:booking:mode')}
        name="mode"
        onChange={({ target: { value } }) => {
          onChange({ mode: value === 'telehealth' ? value : 'in-person' })
        }}
        options={modes}
        required
        value={wish.mode}
      />
      {choices.locations.length > 1 ? (
        <SelectField
          label={texts('board:booking:location')}
          name="location"
          onChange={({ target }) => {
            onChange({ location: target.value })
          }}
          options={choices.locations}
          required
          value={wish.location}
        />
      ) : null}
    </div>
  )
}
