/** Everything that has an id of its own, each with a number that goes into it. */
const KINDS = [
  'tenant',
  'user',
  'membership',
  'role',
  'accountState',
  'settings',
  'setting',
  'location',
  'room',
  'type',
  'availability',
  'contact',
  'patient',
  'guardian',
  'account',
  'session',
  'attendance',
  'event',
  'claim',
  'notification',
  'charge',
  'transfer',
  'entry',
  'payment',
  'allocation',
] as const
export type Kind = (typeof KINDS)[number]

const hex = (value: number, digits: number): string => value.toString(16).padStart(digits, '0')

/** In front of the ids of everything that is made later, as time-ordered ids are. */
const FIRST_MS = Date.UTC(2025, 0, 1)

/** The `index`-th row of a kind: a UUID of version 7, in the order of the index, always the same. */
export const idOf = (kind: Kind, index: number): string => {
  const at = hex(FIRST_MS + index, 12)
  const which = hex(KINDS.indexOf(kind), 3)
  return `${at.slice(0, 8)}-${at.slice(8)}-7${which}-8000-${hex(index, 12)}`
}

/** Numbers from 0 to 1, the same for the same seed (mulberry32). */
export const randomFrom = (seed: number): (() => number) => {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}
