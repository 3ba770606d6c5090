import { DEFAULT_SETTINGS, type Settings } from './settings.ts'

export const PRESETS = ['therapy-centre', 'mental-health', 'veterinary', 'single-clinic'] as const
export type Preset = (typeof PRESETS)[number]

export const isPreset = (value: unknown): value is Preset => PRESETS.includes(value as Preset)

/** The words a tenant shows instead of ours. Labels only: code and API keep the model's words. */
export const LABEL_NAMES = [
  'patient',
  'patients',
  'contact',
  'contacts',
  'therapist',
  'therapists',
  'session',
  'sessions',
] as const
export type Labels = Readonly<Record<(typeof LABEL_NAMES)[number], string>>

export interface PresetTherapyType {
  readonly category: 'assessment' | 'couples' | 'family' | 'group' | 'individual'
  readonly colour: string
  readonly defaultDurationMinutes: number
  readonly defaultPriceMinor: number
  readonly name: string
}

export interface PresetValues {
  readonly bufferAfterMinutes: number
  readonly labels: Labels
  readonly patientKind: 'animal' | 'person'
  readonly settings: Settings
  readonly therapyTypes: readonly PresetTherapyType[]
}

const withReminders = (of: {
  emailEnabled: boolean
  hours: readonly number[]
  maxRetries: number
  smsEnabled: boolean
}): Settings => ({
  ...DEFAULT_SETTINGS,
  messaging: {
    ...DEFAULT_SETTINGS.messaging,
    emailEnabled: of.emailEnabled,
    maxRetries: of.maxRetries,
    reminders: DEFAULT_SETTINGS.messaging.reminders.map((rule) => ({
      ...rule,
      enabled: of.hours.includes(rule.hoursBefore),
    })),
    smsEnabled: of.smsEnabled,
  },
})

/** Name, category, minutes, price in minor units, colour. */
const types = (
  ...rows: readonly (readonly [string, PresetTherapyType['category'], number, number, string])[]
): PresetTherapyType[] =>
  rows.map(([name, category, defaultDurationMinutes, defaultPriceMinor, colour]) => ({
    category,
    colour,
    defaultDurationMinutes,
    defaultPriceMinor,
    name,
  }))

/** Labels and first values of each preset. @rule TEN-9 TEN-10 TYP-7 */
export const PRESET_VALUES: Readonly<Record<Preset, PresetValues>> = {
  'mental-health': {
    bufferAfterMinutes: 15,
    labels: {
      contact: 'Contact',
      contacts: 'Contacts',
      patient: 'Client',
      patients: 'Clients',
      session: 'Appointment',
      sessions: 'Appointments',
      therapist: 'Clinician',
      therapists: 'Clinicians',
    },
    patientKind: 'person',
    settings: withReminders({
      emailEnabled: true,
      hours: [168, 48, 24, 2],
      maxRetries: 2,
      smsEnabled: false,
    }),
    therapyTypes: types(
      ['Psychotherapy', 'individual', 50, 180_000, '#3b6ea5'],
      ['Couples Therapy', 'couples', 75, 250_000, '#8a5a9e'],
      ['Family Therapy', 'family', 75, 250_000, '#5b8c5a'],
      ['First Consultation', 'assessment', 90, 220_000, '#b5651d'],
    ),
  },
  'single-clinic': {
    bufferAfterMinutes: 0,
    labels: {
      contact: 'Family member',
      contacts: 'Family members',
      patient: 'Patient',
      patients: 'Patients',
      session: 'Appointment',
      sessions: 'Appointments',
      therapist: 'Therapist',
      therapists: 'Therapists',
    },
    patientKind: 'person',
    settings: withReminders({ emailEnabled: true, hours: [24], maxRetries: 3, smsEnabled: false }),
    therapyTypes: types(
      ['Speech Therapy', 'individual', 45, 80_000, '#2d7d7d'],
      ['Occupational Therapy', 'individual', 45, 75_000, '#b5651d'],
      ['Physiotherapy', 'individual', 45, 70_000, '#3b6ea5'],
      ['Group Speech Therapy', 'group', 60, 50_000, '#8a5a9e'],
      ['Assessment', 'assessment', 90, 120_000, '#5b8c5a'],
    ),
  },
  'therapy-centre': {
    bufferAfterMinutes: 0,
    labels: {
      contact: 'Guardian',
      contacts: 'Guardians',
      patient: 'Child',
      patients: 'Children',
      session: 'Session',
      sessions: 'Sessions',
      therapist: 'Therapist',
      therapists: 'Therapists',
    },
    patientKind: 'person',
    settings: withReminders({
      emailEnabled: false,
      hours: [168, 48, 24, 2],
      maxRetries: 3,
      smsEnabled: true,
    }),
    therapyTypes: types(
      ['Speech Therapy', 'individual', 45, 100_000, '#2d7d7d'],
      ['Occupational Therapy', 'individual', 45, 95_000, '#b5651d'],
      ['Behaviour Therapy', 'individual', 60, 120_000, '#8a5a9e'],
      ['Developmental Assessment', 'assessment', 90, 250_000, '#5b8c5a'],
    ),
  },
  veterinary: {
    bufferAfterMinutes: 0,
    labels: {
      contact: 'Owner',
      contacts: 'Owners',
      patient: 'Animal',
      patients: 'Animals',
      session: 'Appointment',
      sessions: 'Appointments',
      therapist: 'Vet',
      therapists: 'Vets',
    },
    patientKind: 'animal',
    settings: withReminders({
      emailEnabled: true,
      hours: [24, 2],
      maxRetries: 3,
      smsEnabled: false,
    }),
    therapyTypes: types(
      ['Consultation', 'individual', 20, 60_000, '#2d7d7d'],
      ['Vaccination', 'individual', 15, 45_000, '#3b6ea5'],
      ['Dental Care', 'individual', 45, 150_000, '#b5651d'],
      ['First Examination', 'assessment', 30, 90_000, '#5b8c5a'],
    ),
  },
}
