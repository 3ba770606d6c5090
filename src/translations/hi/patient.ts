import type { patient as english } from '../en/patient.ts'
import type { SameKeys } from '../shape.ts'

export const patient: SameKeys<typeof english> = {
  title: '{{Patient}}',
}
