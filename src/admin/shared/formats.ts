import { formatMinor } from '../../domain/money/minor.ts'

export interface Place {
  readonly currency: string
  readonly locale: string
  readonly timezone: string
}

export interface Formats {
  /** `12 Dec 2026` */
  readonly date: (instant: Date | string) => string
  /** `Tue, 12 Dec, 10:00` */
  readonly dateTime: (instant: Date | string) => string
  /** `Tuesday, 12 December` */
  readonly day: (instant: Date | string) => string
  readonly money: (amountMinor: number) => string
  readonly number: (value: number) => string
  /** `0.25` → `25%` */
  readonly percent: (share: number) => string
  /** `10:00` */
  readonly time: (instant: Date | string) => string
}

/** `en-IN` for a reader of Hindi is `hi-IN`. */
export const localeFor = (locale: string, language: string): string =>
  locale.startsWith(language) ? locale : [language, ...locale.split('-').slice(1)].join('-')

const instantFormat = (
  { locale, timezone }: Place,
  options: Intl.DateTimeFormatOptions,
): ((instant: Date | string) => string) => {
  const format = new Intl.DateTimeFormat(locale, {
    ...options,
    hourCycle: 'h23',
    timeZone: timezone,
  })
  return (instant) => format.format(new Date(instant))
}

const CLOCK = { hour: '2-digit', minute: '2-digit' } as const

/** How a clinic writes times, money and numbers. @rule UIX-5 */
export const formatsOf = (place: Place): Formats => ({
  date: instantFormat(place, { day: 'numeric', month: 'short', year: 'numeric' }),
  dateTime: instantFormat(place, { ...CLOCK, day: 'numeric', month: 'short', weekday: 'short' }),
  day: instantFormat(place, { day: 'numeric', month: 'long', weekday: 'long' }),
  money: (amountMinor) => formatMinor(amountMinor, place.currency, place.locale),
  number: (value) => new Intl.NumberFormat(place.locale).format(value),
  percent: (share) =>
    new Intl.NumberFormat(place.locale, { maximumFractionDigits: 0, style: 'percent' }).format(
      share,
    ),
  time: instantFormat(place, CLOCK),
})
