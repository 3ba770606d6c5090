'use client'
import { useState } from 'react'
import type { Role } from '../../../domain/people/roles.ts'
import { ActionDialog } from '../../components/ActionDialog/index.client.tsx'
import type { Choice } from '../../components/SelectField/index.tsx'
import { TextField } from '../../components/TextField/index.client.tsx'
import { useScreen } from '../../shared/ScreenContext.client.tsx'

interface InviteDialogProps {
  readonly locations: readonly Choice[]
  readonly roles: readonly (Choice & { readonly id: Role })[]
}

interface TicksProps {
  readonly chosen: readonly string[]
  readonly legend: string
  readonly onChosen: (chosen: readonly string[]) => void
  readonly options: readonly Choice[]
}

/** Any number of a few. */
const Ticks = ({ chosen, legend, onChosen, options }: TicksProps) => (
  <fieldset className="cl-field">
    <legend>{legend}</legend>
    {options.map(({ id, name }) => (
      <label className="cl-choice" key={id}>
        <input
          checked={chosen.includes(id)}
          onChange={({ target }) => {
            onChosen(target.checked ? [...chosen, id] : chosen.filter((one) => one !== id))
          }}
          type="checkbox"
          value={id}
        />
        {name}
      </label>
    ))}
  </fieldset>
)

const NOBODY = { email: '', firstName: '', lastName: '' }

/** Asks somebody to work in the clinic, by a link in a mail. @rule USR-6 */
export const InviteDialog = ({ locations, roles }: InviteDialogProps) => {
  const { clinic, texts } = useScreen()
  const [person, setPerson] = useState(NOBODY)
  const [chosen, setChosen] = useState<readonly string[]>([])
  const [places, setPlaces] = useState<readonly string[]>([])
  const mayLimit = chosen.includes('operator') && locations.length > 1
  const field = (name: keyof typeof NOBODY) => ({
    label: texts(`team:invite:${name}`),
    name,
    onText: (text: string) => {
      setPerson({ ...person, [name]: text })
    },
    required: true,
    value: person[name],
  })
  return (
    <ActionDialog
      body={() => ({
        ...person,
        locations: mayLimit ? places : [],
        roles: chosen,
        tenant: clinic.id,
      })}
      describes={texts('team:invite:lead')}
      label={texts('team:invite:label')}
      onDone={() => {
        setPerson(NOBODY)
        setChosen([])
        setPlaces([])
      }}
      path="/users/invite"
      submit={texts('team:invite:submit')}
      title={texts('team:invite:label')}
      variant="primary"
    >
      <TextField {...field('email')} autoComplete="off" type="email" />
      <TextField {...field('firstName')} autoComplete="off" />
      <TextField {...field('lastName')} autoComplete="off" />
      <Ticks
        chosen={chosen}
        legend={texts('team:invite:roles')}
        onChosen={setChosen}
        options={roles}
      />
      {mayLimit ? (
        <Ticks
          chosen={places}
          legend={texts('team:invite:locations')}
          onChosen={setPlaces}
          options={locations}
        />
      ) : null}
    </ActionDialog>
  )
}
