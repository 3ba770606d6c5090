import type { dashboard as english } from '../en/dashboard.ts'
import type { SameKeys } from '../shape.ts'

export const dashboard: SameKeys<typeof english> = {
  title: 'डैशबोर्ड',
}
