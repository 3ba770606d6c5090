import type { groups as english } from '../../en/panel/groups.ts'
import type { SameKeys } from '../../shape.ts'

export const groups: SameKeys<typeof english> = {
  administration: 'प्रशासन',
  catalog: 'क्या बुक हो सकता है',
  clinic: 'क्लिनिक',
  messages: 'संदेश',
  money: 'पैसा',
  people: 'लोग',
  schedule: 'समय-सारणी',
}
