import type { Response } from 'express'
import { isRefusal, type Refusal } from '../../domain/errors.ts'

/** A refusal outside Payload's routes, in the shape of API-2. */
export const sendRefusal = (res: Response, refusal: Refusal, requestId: string): void => {
  const { data, message, name, status } = refusal
  res.status(status).json({ errors: [{ data: { ...data, requestId }, message, name }] })
}

/** Anything that was thrown on the way: a refusal is said, everything else is ours and says nothing. */
export const sendError = (res: Response, error: unknown, requestId: string): void => {
  if (isRefusal(error)) {
    sendRefusal(res, error, requestId)
    return
  }
  res.status(500).json({
    errors: [
      {
        data: { code: 'internal-error', facts: {}, requestId },
        message: 'Something went wrong.',
        name: 'Error',
      },
    ],
  })
}
