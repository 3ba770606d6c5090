import { randomUUID } from 'node:crypto'
import type { AfterErrorHook, PayloadRequest } from 'payload'
import { badRequest, isRefusal, notFound, type Refusal } from '../domain/errors.ts'
import { invalidCredentials } from '../domain/people/errors.ts'
import { tokenExpired, tokenRevoked } from '../domain/people/signInErrors.ts'
import type { Preset } from '../domain/tenancy/presets.ts'
import { messageFor } from './answerLanguage.ts'
import { refusedTokenOf } from './signIn.ts'

interface Answer {
  readonly code: string
  readonly data?: Readonly<Record<string, unknown>>
  readonly message: string
  readonly name: string
  readonly status: number
}

interface ThrownError extends Error {
  readonly data?: Readonly<Record<string, unknown>> | null
  readonly isPublic?: boolean
  readonly originalError?: ThrownError
  readonly status?: number
}

const requestIdOf = (req: Partial<PayloadRequest>): string =>
  req.headers?.get('x-request-id') ?? randomUUID()

/** Payload's own errors under the codes of API-3. */
const codeOf = (error: ThrownError, isSignedIn: boolean): { code: string; status: number } => {
  const { status = 500 } = error
  if (status === 403) {
    return isSignedIn ? { code: 'forbidden', status } : { code: 'unauthenticated', status: 401 }
  }
  if (status === 401) return { code: 'unauthenticated', status }
  if (status === 404) return { code: 'not-found', status }
  return status < 500 ? { code: 'bad-request', status } : { code: 'internal-error', status: 500 }
}

/** Payload reads filters and the data of forms as JSON without asking whether they are. */
const isUnreadable = (error: Error, req: Partial<PayloadRequest>): boolean =>
  error instanceof SyntaxError &&
  (typeof req.query?.where === 'string' ||
    typeof req.query?.data === 'string' ||
    req.headers?.get('content-type')?.startsWith('multipart/') === true)

const refusalAnswer = ({ code, data, message, name, status }: Refusal): Answer => ({
  code,
  data: { ...data },
  message,
  name,
  status,
})

/**
 * Letter for letter what we say ourselves, or the difference would tell of the account or the row:
 * `ensureAccountMaySignIn` and access to a foreign row (TEN-4).
 */
const TOLD_AS_OURS: Readonly<Record<string, () => ReturnType<typeof notFound>>> = {
  AuthenticationError: () => invalidCredentials({}),
  NotFound: () => notFound({}),
}

const answerTo = (thrown: ThrownError, req: Partial<PayloadRequest>): Answer => {
  const told = TOLD_AS_OURS[thrown.name]?.() ?? thrown
  const error = isUnreadable(told, req) ? badRequest({}) : told
  if (isRefusal(error)) return refusalAnswer(error)
  const { code, status } = codeOf(error, Boolean(req.user))
  // A fault of ours says nothing of itself: its text may hold anything (SEC-9, SEC-10).
  if (status >= 500) return { code, message: 'Something went wrong.', name: 'Error', status }
  const { data } = error
  return {
    code,
    data: Array.isArray(data) ? { errors: data } : { ...data },
    message: error.message,
    name: error.name,
    status,
  }
}

/** Nobody is signed in, for a reason that helps: the token was ours and is good no more. @rule SEC-2 */
const answerOf = (thrown: ThrownError, req: Partial<PayloadRequest>): Answer => {
  const answer = answerTo(thrown, req)
  const why = refusedTokenOf(req)
  if (answer.code !== 'unauthenticated' || why === undefined) return answer
  return refusalAnswer(why === 'token-expired' ? tokenExpired({}) : tokenRevoked({}))
}

interface FieldFault {
  readonly message: string
  readonly path: string
}

/** The answer's message, and the same one at its field, in the reader's language. */
const translated = (
  req: Partial<PayloadRequest>,
  preset: Preset,
  { answer, data }: { answer: Answer; data: Readonly<Record<string, unknown>> },
): { data: Readonly<Record<string, unknown>>; message: string } => {
  const facts = data.facts as Readonly<Record<string, unknown>>
  const message = messageFor(req, preset, { code: answer.code, facts, message: answer.message })
  const faults = data.errors as readonly FieldFault[] | undefined
  if (message === answer.message || faults === undefined) return { data, message }
  const errors = faults.map((fault) =>
    fault.message === answer.message ? { ...fault, message } : fault,
  )
  return { data: { ...data, errors }, message }
}

/**
 * Every failure in Payload's shape, with code, facts and request id; REST and GraphQL alike.
 * @rule API-2 API-3
 */
export const answerErrors =
  (preset: Preset): AfterErrorHook =>
  ({ error, graphqlResult, req }) => {
    const thrown = error as ThrownError
    const answer = answerOf(thrown.originalError ?? thrown, req)
    const { data, message } = translated(req, preset, {
      answer,
      data: { facts: {}, ...answer.data, code: answer.code, requestId: requestIdOf(req) },
    })
    if (graphqlResult !== undefined) {
      const isOurs = thrown.originalError !== undefined
      if (!isOurs) return {}
      return {
        graphqlResult: {
          ...graphqlResult,
          extensions: { data, name: answer.name, statusCode: answer.status },
          message,
        },
      }
    }
    return {
      response: { errors: [{ data, message, name: answer.name }] },
      status: answer.status,
    }
  }
