/** An instant as the `datetime-local` input of a zone: `2026-12-01T10:00`. */
export const toInputText = (instant: string, timezone: string): string => {
  const parts = new Intl.DateTimeFormat('en-CA', {
    day: '2-digit',
    hour: '2-digit',
    hourCycle: 'h23',
    minute: '2-digit',
    month: '2-digit',
    timeZone: timezone,
    year: 'numeric',
  }).formatToParts(new Date(instant))
  const part = (type: string): string => parts.find((entry) => entry.type === type)?.value ?? ''
  return `${part('year')}-${part('month')}-${part('day')}T${part('hour')}:${part('minute')}`
}

/** An instant for people, in a zone: `Tue, 1 Dec 2026, 10:00`. */
export const toReadableText = (instant: string, timezone: string, locale: string): string =>
  new Intl.DateTimeFormat(locale, {
    day: 'numeric',
    hour: '2-digit',
    hourCycle: 'h23',
    minute: '2-digit',
    month: 'short',
    timeZone: timezone,
    weekday: 'short',
    year: 'numeric',
  }).format(new Date(instant))
