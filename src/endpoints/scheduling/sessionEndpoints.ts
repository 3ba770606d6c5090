import type { Endpoint } from 'payload'
import { idempotentCreate } from '../common/idempotentEndpoint.ts'
import { bookSessionEndpoint } from './bookSessionEndpoint.ts'
import { calendarEndpoint } from './calendarEndpoint.ts'
import { moveEndpoints } from './moveEndpoints.ts'

/** Actions and reads of `sessions` beside Payload's own routes. @rule SES-21 API-6 */
export const sessionEndpoints: Endpoint[] = [
  bookSessionEndpoint,
  calendarEndpoint,
  ...moveEndpoints,
  idempotentCreate('sessions'),
]
