import { describe, expect, it } from '@jest/globals'
import {
  isPreset,
  LABEL_NAMES,
  PRESET_VALUES,
  PRESETS,
} from '../../../src/domain/tenancy/presets.ts'

describe('the presets', () => {
  it('should be these four and no other (TEN-9)', () => {
    expect(PRESETS).toEqual(['therapy-centre', 'mental-health', 'veterinary', 'single-clinic'])
    expect(Object.keys(PRESET_VALUES).sort()).toEqual([...PRESETS].sort())
    expect(['single-clinic', 'Single-clinic', '', 'dental', null, 4].filter(isPreset)).toEqual([
      'single-clinic',
    ])
  })

  it.each([
    ['therapy-centre', ['Child', 'Guardian', 'Therapist', 'Session']],
    ['mental-health', ['Client', 'Contact', 'Clinician', 'Appointment']],
    ['veterinary', ['Animal', 'Owner', 'Vet', 'Appointment']],
    ['single-clinic', ['Patient', 'Family member', 'Therapist', 'Appointment']],
  ] as const)('should label %s with its own words (TEN-9)', (preset, words) => {
    const { contact, patient, session, therapist } = PRESET_VALUES[preset].labels
    expect([patient, contact, therapist, session]).toEqual(words)
  })

  it.each(PRESETS)('should give %s a word for every label, one and many (TEN-9)', (preset) => {
    const { labels } = PRESET_VALUES[preset]
    expect(Object.keys(labels).sort()).toEqual([...LABEL_NAMES].sort())
    expect(Object.values(labels).filter((label) => label.trim() === '')).toEqual([])
    expect(labels.therapists).toBe(`${labels.therapist}s`)
    expect(labels.sessions).toBe(`${labels.session}s`)
  })

  it.each([
    ['therapy-centre', 0],
    ['mental-health', 15],
    ['veterinary', 0],
    ['single-clinic', 0],
  ] as const)('should begin %s with a buffer of %i minutes (TEN-10)', (preset, minutes) => {
    expect(PRESET_VALUES[preset].bufferAfterMinutes).toBe(minutes)
  })

  it.each([
    ['therapy-centre', [168, 48, 24, 2]],
    ['mental-health', [168, 48, 24, 2]],
    ['veterinary', [24, 2]],
    ['single-clinic', [24]],
  ] as const)('should remind in %s %j hours before (TEN-10)', (preset, hours) => {
    const { reminders } = PRESET_VALUES[preset].settings.messaging
    const enabled = reminders.filter((rule) => rule.enabled)
    expect(enabled.map(({ hoursBefore }) => hoursBefore)).toEqual(hours)
    expect(reminders.map(({ hoursBefore }) => hoursBefore)).toEqual([168, 48, 24, 2])
  })

  it.each([
    ['therapy-centre', { emailEnabled: false, maxRetries: 3, smsEnabled: true }],
    ['mental-health', { emailEnabled: true, maxRetries: 2, smsEnabled: false }],
    ['veterinary', { emailEnabled: true, maxRetries: 3, smsEnabled: false }],
    ['single-clinic', { emailEnabled: true, maxRetries: 3, smsEnabled: false }],
  ] as const)('should switch the channels of %s as told (TEN-10)', (preset, expected) => {
    expect(PRESET_VALUES[preset].settings.messaging).toMatchObject(expected)
  })

  it('should treat animals in the veterinary preset only', () => {
    expect(PRESETS.filter((preset) => PRESET_VALUES[preset].patientKind === 'animal')).toEqual([
      'veterinary',
    ])
  })

  it('should give a single clinic the five types of the rules (TYP-7)', () => {
    expect(
      PRESET_VALUES['single-clinic'].therapyTypes.map((type) => [
        type.name,
        type.defaultDurationMinutes,
        type.defaultPriceMinor / 100,
      ]),
    ).toEqual([
      ['Speech Therapy', 45, 800],
      ['Occupational Therapy', 45, 750],
      ['Physiotherapy', 45, 700],
      ['Group Speech Therapy', 60, 500],
      ['Assessment', 90, 1_200],
    ])
  })

  it.each(PRESETS)(
    'should give %s types that the catalogue takes (TYP-1, TYP-2, TYP-3)',
    (preset) => {
      const { therapyTypes } = PRESET_VALUES[preset]
      const names = therapyTypes.map(({ name }) => name.toLowerCase())
      expect(new Set(names).size).toBe(names.length)
      expect(therapyTypes.length).toBeGreaterThan(0)
      expect(
        therapyTypes.filter(
          (type) =>
            type.defaultDurationMinutes < 5 ||
            type.defaultDurationMinutes > 480 ||
            type.defaultPriceMinor < 0 ||
            !/^#[0-9a-f]{6}$/.test(type.colour),
        ),
      ).toEqual([])
    },
  )

  it('should bill groups in the single clinic as a group type', () => {
    const group = PRESET_VALUES['single-clinic'].therapyTypes.filter(
      ({ category }) => category === 'group',
    )
    expect(group.map(({ name }) => name)).toEqual(['Group Speech Therapy'])
  })
})
