import type { PriceLine } from '../../domain/catalog/price.ts'
import type { Texts } from './texts.ts'

/** One line of why a price is what it is, in words; the amount stands beside it. @rule PRC-6 */
export const priceText = ({ note, step }: PriceLine, texts: Texts): string =>
  note === undefined ? texts(`price:${step}`) : `${texts(`price:${step}`)} (${note})`
