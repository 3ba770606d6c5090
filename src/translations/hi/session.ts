import type { session as english } from '../en/session.ts'
import type { SameKeys } from '../shape.ts'

export const session: SameKeys<typeof english> = {
  title: '{{Session}}',
}
