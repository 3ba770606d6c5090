'use client'
import { useCallback } from 'react'
import { refusalText } from './refusalText.ts'
import { useScreen } from './ScreenContext.client.tsx'

/** A refusal, or why there was no answer at all. `message` is for people, in their language. */
export interface Trouble {
  readonly code: string
  readonly facts: Readonly<Record<string, unknown>>
  readonly message: string
  readonly status: number
}

export type Answer<Data> =
  { readonly data: Data; readonly isOk: true } | { readonly isOk: false; readonly trouble: Trouble }

export interface ApiCall {
  readonly body?: unknown
  /** The same intention twice is done once (API-4): make the key where the intention begins. */
  readonly idempotencyKey?: string
  readonly method?: 'GET' | 'PATCH' | 'POST'
  /** Below the API's root: `/sessions/book`. */
  readonly path: string
  readonly signal?: AbortSignal
}

interface ErrorBody {
  readonly errors?: readonly {
    readonly data?: { readonly code?: string; readonly facts?: Record<string, unknown> }
    readonly message?: string
  }[]
}

/** A new key for one intention of the user. */
export const newKey = (): string =>
  [...crypto.getRandomValues(new Uint8Array(16))]
    .map((byte) => byte.toString(16).padStart(2, '0'))
    .join('')

/** Whoever these are answered is not signed in any more; other 401 are about what was typed. */
const SIGNED_OUT: readonly string[] = ['token-expired', 'token-revoked', 'unauthenticated']

/** Calls the API as the signed-in person. Never throws: what went wrong is an answer too. */
export const useApi = (): (<Data>(call: ApiCall) => Promise<Answer<Data>>) => {
  const { apiPath, formats, texts } = useScreen()
  return useCallback(
    async <Data>({ body, idempotencyKey, method = 'POST', path, signal }: ApiCall) => {
      const fault = (code: string, message: string, status = 0): Answer<Data> => ({
        isOk: false,
        trouble: { code, facts: {}, message, status },
      })
      try {
        const response = await fetch(`${apiPath}${path}`, {
          ...(body === undefined ? {} : { body: JSON.stringify(body) }),
          credentials: 'include',
          headers: {
            ...(body === undefined ? {} : { 'content-type': 'application/json' }),
            ...(idempotencyKey === undefined ? {} : { 'idempotency-key': idempotencyKey }),
          },
          method,
          ...(signal === undefined ? {} : { signal }),
        })
        const answer = (await response.json().catch(() => ({}))) as ErrorBody
        if (response.ok) return { data: answer as Data, isOk: true }
        const [error] = answer.errors ?? []
        const code = error?.data?.code ?? 'internal-error'
        if (SIGNED_OUT.includes(code)) return fault(code, texts('common:trouble:signedOut'), 401)
        if (response.status >= 500 || error?.message === undefined) {
          return fault(code, texts('common:trouble:failed'), response.status)
        }
        const facts = error.data?.facts ?? {}
        const message = refusalText({ code, facts, message: error.message }, { formats, texts })
        return { isOk: false, trouble: { code, facts, message, status: response.status } }
      } catch {
        return fault('offline', texts('common:trouble:offline'))
      }
    },
    [apiPath, formats, texts],
  )
}
