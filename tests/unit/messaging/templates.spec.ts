import { describe, expect, it } from '@jest/globals'
import { NOTIFICATION_KINDS } from '../../../src/domain/messaging/notificationStates.ts'
import {
  type MessageTemplate,
  type MessageVariables,
  renderTemplate,
  templateFor,
} from '../../../src/domain/messaging/templates.ts'
import { PRESETS } from '../../../src/domain/tenancy/presets.ts'

const variables: MessageVariables = {
  contactName: 'Meera',
  date: '2 June 2026',
  locationName: 'Indiranagar',
  patientName: 'Asha',
  tenantName: 'Sunrise',
  tenantPhone: '+91 80 1234 5678',
  therapistName: 'Dr Rao',
  time: '10:00',
  whenWords: 'tomorrow',
}
const render = (template: MessageTemplate | undefined, over: Partial<MessageVariables> = {}) =>
  renderTemplate(template ?? { body: '', subject: '' }, { ...variables, ...over })

describe('the first templates', () => {
  it.each(['therapy-centre', 'mental-health', 'veterinary'] as const)(
    'should remind in %s with the text of the rules (MSG-13)',
    (preset) => {
      expect(templateFor('reminder', preset)?.body).toBe(
        'Hi {{contactName}}, reminder: You have an appointment with {{therapistName}} on {{date}} ' +
          'at {{time}}. Reply Y to confirm or C to cancel.',
      )
    },
  )

  it('should remind in a single clinic of an appointment tomorrow (MSG-14)', () => {
    expect(render(templateFor('reminder', 'single-clinic'))?.body).toBe(
      'Hi Asha, reminder: You have an appointment tomorrow at 10:00 with Dr Rao. Please arrive 10 ' +
        'mins early. -Sunrise',
    )
  })

  it('should name the date where the message does not go out the day before (MSG-14)', () => {
    const whenWords = 'on 2 June 2026'
    expect(render(templateFor('reminder', 'single-clinic'), { whenWords })?.body).toBe(
      'Hi Asha, reminder: You have an appointment on 2 June 2026 at 10:00 with Dr Rao. Please ' +
        'arrive 10 mins early. -Sunrise',
    )
  })

  it.each(PRESETS)('should confirm in %s under the subject of the rules (MSG-14)', (preset) => {
    expect(templateFor('confirmation', preset)?.subject).toBe(
      'Appointment Confirmation - {{tenantName}}',
    )
  })

  it('should say of a move and of a cancellation what has happened', () => {
    expect(render(templateFor('reschedule', 'therapy-centre'))).toEqual({
      body: 'Hi Meera, the appointment of Asha with Dr Rao has moved to 2 June 2026 at 10:00, Indiranagar. -Sunrise',
      subject: 'Appointment Moved - Sunrise',
    })
    expect(render(templateFor('cancellation', 'therapy-centre'))).toEqual({
      body:
        'Hi Meera, the appointment of Asha with Dr Rao on 2 June 2026 at 10:00 is cancelled. ' +
        'Questions? Call +91 80 1234 5678. -Sunrise',
      subject: 'Appointment Cancelled - Sunrise',
    })
  })

  it('should leave kinds without a text unsent', () => {
    const written = NOTIFICATION_KINDS.filter((kind) => templateFor(kind, 'therapy-centre'))
    expect(written).toEqual(['confirmation', 'reminder', 'cancellation', 'reschedule'])
  })

  it('should name only variables that exist, in every preset (MSG-15)', () => {
    const texts = PRESETS.flatMap((preset) =>
      (['confirmation', 'reminder', 'cancellation', 'reschedule'] as const).map((kind) =>
        render(templateFor(kind, preset)),
      ),
    )
    const filled = texts.map((text) => `${text?.subject ?? '{{missing}}'} ${text?.body ?? ''}`)
    expect(filled.filter((text) => text.includes('{{'))).toEqual([])
  })
})

describe('renderTemplate', () => {
  it('should fill a variable in wherever it stands, subject and body', () => {
    expect(render({ body: '{{time}} {{time}}, {{date}}', subject: '{{patientName}}!' })).toEqual({
      body: '10:00 10:00, 2 June 2026',
      subject: 'Asha!',
    })
  })

  it('should give nothing for a text that names an unknown variable (MSG-15)', () => {
    expect(render({ body: 'Hi {{diagnosis}}', subject: '' })).toBeUndefined()
    expect(render({ body: '', subject: '{{patientname}}' })).toBeUndefined()
    expect(render({ body: '{{toString}} {{constructor}}', subject: '' })).toBeUndefined()
  })

  it('should write values as they are, dollar signs and braces included', () => {
    const text = { body: '{{contactName}} {{time}}', subject: '' }
    expect(render(text, { contactName: '$& $1 {{time}}' })?.body).toBe('$& $1 {{time}} 10:00')
  })

  it('should leave a text without variables alone', () => {
    expect(render({ body: 'Closed { today }', subject: 'Hi' })).toEqual({
      body: 'Closed { today }',
      subject: 'Hi',
    })
  })
})
