'use client'
import { useEffect, useState } from 'react'
import { useScreen } from '../../shared/ScreenContext.client.tsx'
import { type Trouble, useApi } from '../../shared/useApi.client.ts'

/** A patient as `GET /api/patients/search` answers one. */
export interface PickedPatient {
  readonly bornOn: null | string
  readonly bornOnIsEstimated: boolean
  readonly contactName: null | string
  readonly id: string
  readonly isActive: boolean
  readonly isDeceased: boolean
  readonly name: string
  readonly number: string
  readonly phoneEnding: null | string
}

export interface PatientSearch {
  readonly found: readonly PickedPatient[]
  readonly isLoading: boolean
  readonly trouble: Trouble | undefined
}

const NOTHING: PatientSearch = { found: [], isLoading: false, trouble: undefined }
const LOADING: PatientSearch = { ...NOTHING, isLoading: true }
/** Long enough for the next key, short enough to feel at once. */
const WAIT_MS = 180

/** Patients for what is typed; asks once the typing pauses, and never shows an answer to older text. */
export const usePatientSearch = (text: string, isOn: boolean): PatientSearch => {
  const api = useApi()
  const { clinic } = useScreen()
  const asked = text.trim()
  const [answer, setAnswer] = useState<PatientSearch & { asked?: string }>(NOTHING)

  useEffect(() => {
    if (!isOn || asked === '') return undefined
    const stop = new AbortController()
    const timer = setTimeout(() => {
      void (async () => {
        const query = new URLSearchParams({ q: asked, tenant: clinic.id }).toString()
        const path = `/patients/search?${query}`
        const result = await api<{ patients: PickedPatient[] }>({
          method: 'GET',
          path,
          signal: stop.signal,
        })
        if (stop.signal.aborted) return
        setAnswer(
          result.isOk
            ? { asked, found: result.data.patients, isLoading: false, trouble: undefined }
            : { asked, found: [], isLoading: false, trouble: result.trouble },
        )
      })()
    }, WAIT_MS)
    return () => {
      clearTimeout(timer)
      stop.abort()
    }
  }, [api, asked, clinic.id, isOn])

  if (asked === '') return NOTHING
  return answer.asked === asked ? answer : LOADING
}
