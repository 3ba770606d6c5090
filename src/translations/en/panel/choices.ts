import { common } from '../common.ts'
import { message } from '../message.ts'
import { session } from '../session.ts'

/** Values that our own screens show too, by field: what they say there, the panel says. */
export const choices = {
  'attendances.status': session.attendance,
  'notifications.channel': message.channels,
  'notifications.kind': message.kinds,
  'notifications.skipReason': message.why,
  'notifications.status': message.states,
  'session-events.from': common.status,
  'session-events.to': common.status,
  'sessions.cancellation.reasonCode': session.reasons,
  'sessions.mode': session.modes,
  'sessions.priority': session.priorities,
  'sessions.status': common.status,
}
