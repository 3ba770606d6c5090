import type { board as english } from '../en/board.ts'
import type { SameKeys } from '../shape.ts'

export const board: SameKeys<typeof english> = {
  title: 'स्वागत डेस्क',
}
