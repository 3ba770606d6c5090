import type { Endpoint } from 'payload'
import { notFound } from '../../domain/errors.ts'

/** The first account is made by the command line, so that nobody who is faster becomes it (F13). */
export const firstRegisterIsOff: Endpoint = {
  handler: () => {
    throw notFound({})
  },
  method: 'post',
  path: '/first-register',
}
