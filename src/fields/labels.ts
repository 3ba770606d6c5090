import type { CollectionConfig } from 'payload'
import { type Labels, type Preset, PRESET_VALUES } from '../domain/tenancy/presets.ts'

/** Names for people. The words of a preset are labels only; slugs and code never change (TEN-9). */
export const labelsOf = (
  preset: Preset,
  singular: keyof Labels,
  plural: keyof Labels,
): NonNullable<CollectionConfig['labels']> => ({
  plural: PRESET_VALUES[preset].labels[plural],
  singular: PRESET_VALUES[preset].labels[singular],
})

/** The groups of the admin panel's navigation. */
export const groups = {
  catalog: 'What can be booked',
  clinic: 'Clinic',
  messages: 'Messages',
  money: 'Money',
  people: 'People',
  schedule: 'Schedule',
} as const
