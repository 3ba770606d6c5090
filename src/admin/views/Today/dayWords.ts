import { formatsOf } from '../../shared/formats.ts'
import type { Viewer } from '../../shared/viewer.ts'

/** A local date in words: `Tuesday, 24 November`. */
export const dayWords = ({ clinic }: Viewer, on: string): string =>
  formatsOf({ ...clinic, timezone: 'UTC' }).day(`${on}T12:00:00Z`)
