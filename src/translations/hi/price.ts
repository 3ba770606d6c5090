import type { price as english } from '../en/price.ts'
import type { SameKeys } from '../shape.ts'

export const price: SameKeys<typeof english> = {
  base: 'तय मूल्य ({{therapist}})',
  fallback: 'इस प्रकार का सामान्य मूल्य; {{therapist}} का अपना मूल्य तय नहीं है',
  manual: 'हाथ से तय किया गया',
  'not-billable': 'इस प्रकार का शुल्क नहीं लगता',
  title: 'यह मूल्य क्यों',
  total: 'मूल्य',
}
