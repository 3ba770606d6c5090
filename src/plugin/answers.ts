import { randomUUID } from 'node:crypto'
import type { AfterErrorHook, PayloadRequest } from 'payload'
import { isRefusal } from '../domain/errors.ts'

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
  switch (error.name) {
    case 'AuthenticationError':
      return { code: 'invalid-credentials', status: 401 }
    case 'Forbidden':
      return isSignedIn
        ? { code: 'forbidden', status: 403 }
        : { code: 'unauthenticated', status: 401 }
    case 'LockedAuth':
      return { code: 'account-waiting', status: 423 }
    case 'NotFound':
      return { code: 'not-found', status: 404 }
    default:
      return error.status !== undefined && error.status < 500
        ? { code: 'bad-request', status: error.status }
        : { code: 'internal-error', status: 500 }
  }
}

const answerOf = (error: ThrownError, isSignedIn: boolean): Answer => {
  if (isRefusal(error)) {
    const { code, data, message, name, status } = error
    return { code, data: { ...data }, message, name, status }
  }
  const { code, status } = codeOf(error, isSignedIn)
  // A fault of ours says nothing of itself: its text may hold anything (SEC-9, SEC-10).
  if (status >= 500) return { code, message: 'Something went wrong.', name: 'Error', status }
  return { code, data: error.data ?? {}, message: error.message, name: error.name, status }
}

/**
 * Every failure in Payload's shape, with code, facts and request id; REST and GraphQL alike.
 * @rule API-2 API-3
 */
export const answerErrors: AfterErrorHook = ({ error, graphqlResult, req }) => {
  const thrown = error as ThrownError
  const answer = answerOf(thrown.originalError ?? thrown, Boolean(req.user))
  const data = {
    facts: {},
    ...answer.data,
    code: answer.code,
    requestId: requestIdOf(req),
  }
  if (graphqlResult !== undefined) {
    const isOurs = thrown.originalError !== undefined
    if (!isOurs) return {}
    return {
      graphqlResult: {
        ...graphqlResult,
        extensions: { data, name: answer.name, statusCode: answer.status },
        message: answer.message,
      },
    }
  }
  return {
    response: { errors: [{ data, message: answer.message, name: answer.name }] },
    status: answer.status,
  }
}
