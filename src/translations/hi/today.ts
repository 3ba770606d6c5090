import type { today as english } from '../en/today.ts'
import type { SameKeys } from '../shape.ts'

export const today: SameKeys<typeof english> = {
  title: 'मेरा दिन',
}
