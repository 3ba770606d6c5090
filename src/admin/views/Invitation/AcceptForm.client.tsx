'use client'
import { useState } from 'react'
import { SubmitButton } from '../../components/SubmitButton/index.client.tsx'
import { TextField } from '../../components/TextField/index.client.tsx'
import { TroubleNotice } from '../../components/TroubleNotice/index.client.tsx'
import { useScreen } from '../../shared/ScreenContext.client.tsx'
import { type Trouble, useApi } from '../../shared/useApi.client.ts'

interface AcceptFormProps {
  readonly invitation: {
    readonly clinic: string
    readonly email: string
    readonly firstName: string
    /** The address has an account: it only gains the clinic. */
    readonly isKnown: boolean
    readonly lastName: string
    readonly minLength: number
    readonly token: string
  }
  readonly loginPath: string
}

type Person = Record<'firstName' | 'lastName' | 'password', string>

interface PersonFieldsProps {
  readonly minLength: number
  readonly onPerson: (person: Person) => void
  readonly person: Person
}

const PersonFields = ({ minLength, onPerson, person }: PersonFieldsProps) => {
  const { texts } = useScreen()
  const field = (name: keyof Person) => ({
    label: texts(`invitation:${name}`),
    name,
    onText: (text: string) => {
      onPerson({ ...person, [name]: text })
    },
    required: true,
    value: person[name],
  })
  return (
    <>
      <TextField {...field('firstName')} autoComplete="given-name" />
      <TextField {...field('lastName')} autoComplete="family-name" />
      <TextField
        {...field('password')}
        autoComplete="new-password"
        help={texts('security:password:help', { minLength })}
        minLength={minLength}
        type="password"
      />
    </>
  )
}

/** Says yes to a clinic; then one signs in. @rule USR-6 */
export const AcceptForm = ({ invitation, loginPath }: AcceptFormProps) => {
  const { texts } = useScreen()
  const { clinic, email, firstName, isKnown, lastName, minLength, token } = invitation
  const [person, setPerson] = useState<Person>({ firstName, lastName, password: '' })
  const [isDone, setIsDone] = useState(false)
  const api = useApi()
  const [isBusy, setIsBusy] = useState(false)
  const [trouble, setTrouble] = useState<Trouble>()
  // The page is not drawn anew: its link is used up, and would say so in place of the welcome.
  const accept = async (): Promise<void> => {
    setIsBusy(true)
    setTrouble(undefined)
    const body = isKnown ? { password: person.password, token } : { ...person, token }
    const answer = await api({ body, path: '/users/accept-invitation' })
    setIsBusy(false)
    if (answer.isOk) setIsDone(true)
    else setTrouble(answer.trouble)
  }
  if (isDone) {
    return (
      <div className="cl-door__form" data-done="true" role="status">
        <h1>{texts('invitation:done:title', { clinic })}</h1>
        <p>{texts('invitation:done:lead', { email })}</p>
        <a className="cl-button cl-button--primary" href={loginPath}>
          {texts('signIn:title')}
        </a>
      </div>
    )
  }
  return (
    <form
      className="cl-door__form"
      onSubmit={(event) => {
        event.preventDefault()
        void accept()
      }}
    >
      <h1>{texts('invitation:title', { clinic })}</h1>
      <p>{texts(isKnown ? 'invitation:known' : 'invitation:lead', { clinic, email })}</p>
      {isKnown ? (
        <TextField
          autoComplete="current-password"
          label={texts('invitation:present')}
          name="password"
          onText={(password) => {
            setPerson({ ...person, password })
          }}
          required
          type="password"
          value={person.password}
        />
      ) : (
        <PersonFields minLength={minLength} onPerson={setPerson} person={person} />
      )}
      <TroubleNotice trouble={trouble} />
      <SubmitButton isBusy={isBusy} label={texts('invitation:submit', { clinic })} />
    </form>
  )
}
