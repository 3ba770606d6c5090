'use client'
import { useAuth, useConfig, useFormFields } from '@payloadcms/ui'
import type { FormState } from 'payload'
import { useEffect, useState } from 'react'
import type { Rights } from '../../../../access/rights.ts'
import { idOf } from '../../../../domain/ids.ts'

/** A patient who is like the one that is being typed in. */
export interface Candidate {
  readonly bornOn: null | string
  readonly contactName: null | string
  readonly firstName: string
  readonly id: string
  readonly lastName: string
  readonly number: string
  readonly phoneEnding: null | string
}

const WAIT_MS = 400

/** The contact marked as primary, else the first: as the server takes it (PAT-4). */
const primaryContact = (fields: FormState): unknown => {
  const rows = (fields.guardians?.rows ?? []).map((_, index) => `guardians.${index}`)
  const primary = rows.find((row) => fields[`${row}.isPrimary`]?.value === true) ?? rows[0]
  return primary === undefined ? undefined : fields[`${primary}.contact`]?.value
}

const isDay = (value: unknown): value is string =>
  typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value)

/** What is typed so far as the query of the look-up; empty while it can find nobody. */
const questionOf = (fields: FormState, tenants: readonly string[]): string => {
  const text = (name: string): string => {
    const value = fields[name]?.value
    return typeof value === 'string' ? value.trim() : ''
  }
  const [firstName, lastName, kind] = ['firstName', 'lastName', 'kind'].map(text)
  const contact = idOf(primaryContact(fields)) ?? ''
  const bornOn = isDay(fields.bornOn?.value) ? fields.bornOn.value : ''
  const canFind = (firstName !== '' && contact !== '') || (lastName !== '' && bornOn !== '')
  const tenant = idOf(fields.tenant?.value) ?? tenants[0] ?? ''
  const asked = { bornOn, contact, firstName, kind, lastName, tenant }
  const given = Object.entries(asked).flatMap(([name, value]) =>
    value === undefined || value === '' ? [] : [[name, value]],
  )
  return canFind ? new URLSearchParams(given).toString() : ''
}

/** Likely duplicates of what the form holds, asked for once the typing pauses. */
export const useDuplicates = (isOn: boolean): readonly Candidate[] => {
  const { config } = useConfig()
  const { user } = useAuth()
  const rights = (user as { rights?: Rights } | null)?.rights
  const tenants = rights?.memberships.map(({ tenant }) => tenant) ?? []
  const question = useFormFields(([fields]) => questionOf(fields, tenants))
  const [answer, setAnswer] = useState<{ candidates: readonly Candidate[]; question: string }>()

  useEffect(() => {
    if (!isOn || question === '') return undefined
    const stop = new AbortController()
    const ask = async (): Promise<void> => {
      try {
        const response = await fetch(`${config.routes.api}/patients/duplicates?${question}`, {
          credentials: 'include',
          signal: stop.signal,
        })
        if (!response.ok) return
        const { candidates } = (await response.json()) as { candidates: Candidate[] }
        if (!stop.signal.aborted) setAnswer({ candidates, question })
      } catch {
        // Without an answer the form goes on: the server asks again when it is saved.
      }
    }
    const timer = setTimeout(() => void ask(), WAIT_MS)
    return () => {
      clearTimeout(timer)
      stop.abort()
    }
  }, [config.routes.api, isOn, question])

  return isOn && answer?.question === question ? answer.candidates : []
}
