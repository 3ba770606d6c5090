import type { Preset } from '../tenancy/presets.ts'
import type { NotificationKind } from './notificationStates.ts'

/** The words a message may use; first names only, nothing clinical (MSG-16). */
export interface MessageVariables {
  readonly contactName: string
  readonly date: string
  readonly locationName: string
  readonly patientName: string
  readonly tenantName: string
  readonly tenantPhone: string
  readonly therapistName: string
  readonly time: string
  /** "tomorrow" where the message leaves the day before, else "on {date}". */
  readonly whenWords: string
}

export interface MessageTemplate {
  readonly body: string
  readonly subject: string
}

const CONFIRMATION: MessageTemplate = {
  body:
    'Hi {{contactName}}, the appointment of {{patientName}} with {{therapistName}} is booked for ' +
    '{{date}} at {{time}}, {{locationName}}. -{{tenantName}}',
  subject: 'Appointment Confirmation - {{tenantName}}',
}
const RESCHEDULED: MessageTemplate = {
  body:
    'Hi {{contactName}}, the appointment of {{patientName}} with {{therapistName}} has moved to ' +
    '{{date}} at {{time}}, {{locationName}}. -{{tenantName}}',
  subject: 'Appointment Moved - {{tenantName}}',
}
const CANCELLED: MessageTemplate = {
  body:
    'Hi {{contactName}}, the appointment of {{patientName}} with {{therapistName}} on {{date}} at ' +
    '{{time}} is cancelled. Questions? Call {{tenantPhone}}. -{{tenantName}}',
  subject: 'Appointment Cancelled - {{tenantName}}',
}
/** @rule MSG-13 */
const REMINDER: MessageTemplate = {
  body:
    'Hi {{contactName}}, reminder: You have an appointment with {{therapistName}} on {{date}} at ' +
    '{{time}}. Reply Y to confirm or C to cancel.',
  subject: 'Appointment Reminder - {{tenantName}}',
}
/** @rule MSG-14 */
const SINGLE_CLINIC_REMINDER: MessageTemplate = {
  body:
    'Hi {{patientName}}, reminder: You have an appointment {{whenWords}} at {{time}} with ' +
    '{{therapistName}}. Please arrive 10 mins early. -{{tenantName}}',
  subject: 'Appointment Reminder - {{tenantName}}',
}

/** The text a tenant starts with. Undefined: messages of this kind are not sent yet. */
export const templateFor = (
  kind: NotificationKind,
  preset: Preset,
): MessageTemplate | undefined => {
  switch (kind) {
    case 'cancellation':
      return CANCELLED
    case 'confirmation':
      return CONFIRMATION
    case 'reminder':
      return preset === 'single-clinic' ? SINGLE_CLINIC_REMINDER : REMINDER
    case 'reschedule':
      return RESCHEDULED
    default:
      return undefined
  }
}

const PLACEHOLDER = /\{\{(\w+)\}\}/g

/** Fills in the variables; undefined where the text names one that does not exist. */
export const renderTemplate = (
  template: MessageTemplate,
  variables: MessageVariables,
): MessageTemplate | undefined => {
  const names = [...`${template.subject} ${template.body}`.matchAll(PLACEHOLDER)].map(
    ([, name]) => name ?? '',
  )
  if (!names.every((name) => Object.hasOwn(variables, name))) return undefined
  const fill = (text: string): string =>
    text.replaceAll(PLACEHOLDER, (_, name: string) => variables[name as keyof MessageVariables])
  return { body: fill(template.body), subject: fill(template.subject) }
}
