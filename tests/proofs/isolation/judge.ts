import { CANARY, type Mark, NOTES } from './canaries.ts'
import type { ActorOf, Stage } from './stage.ts'
import type { Ask, Told } from './transports.ts'

const ID = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|\b[0-9a-f]{24}\b/g

/** Who works where is the platform's to see; nothing else of a clinic is. */
const OF_THE_PLATFORM = new Set([
  'account_states',
  'locations',
  'memberships',
  'memberships_rels',
  'memberships_roles',
  'tenants',
  'users',
])

/** Nothing at all has no JSON. */
const textOf = (body: unknown): string => (body === undefined ? '' : JSON.stringify(body))

export interface Finding {
  readonly kind: 'canary' | 'difference' | 'fault' | 'foreign id' | 'own data'
  readonly what: string
}

interface Row {
  readonly id: string
  readonly mark: Mark
  readonly table: string
}

const isAllowed = (
  actor: ActorOf,
  { id, mark, table }: Row,
  hides: (row: Row) => boolean,
): boolean => {
  if (actor.user?.id.endsWith(id) === true) return true
  if (actor.role === 'super-admin') return OF_THE_PLATFORM.has(table) && !hides({ id, mark, table })
  return actor.marks.includes(mark) && !hides({ id, mark, table })
}

/** Whoever works in two clinics is the admin of their home. */
const readsNotes = ({ home, role }: ActorOf, mark: Mark): boolean =>
  role === undefined ? mark === home : role === 'admin' || role === 'therapist'

/** A patient that the second therapist does not treat is no business of theirs; nor are notes of most. */
const careTeam =
  (stage: Stage, actor: ActorOf) =>
  ({ id, mark, table }: Row): boolean => {
    if (table === NOTES && !readsNotes(actor, mark)) return true
    const { clinic } = stage.sides[actor.home]
    const isOther = actor.user?.id === clinic.therapist2.id
    return isOther && ['patients', NOTES].includes(table) && clinic.patient.endsWith(id)
  }

/** What in an answer is not the caller's to know, and was not said by the caller. */
export const leaksIn = (
  stage: Stage,
  actor: ActorOf,
  { ask, isWithinClinic, told }: { ask: Ask; isWithinClinic: boolean; told: Told },
): Finding[] => {
  const text = `${textOf(told.body)}\n${told.headers}`
  const said = JSON.stringify(ask)
  const hides = isWithinClinic ? careTeam(stage, actor) : () => false
  const canaries = [...text.matchAll(CANARY)]
    .map(([, mark, table = '', id = '']) => ({ id, mark: mark as Mark, table }))
    .filter((row) => !isAllowed(actor, row, hides))
  const ids = [...text.matchAll(ID)].flatMap(([id]) => {
    const owner = stage.owners.get(id)
    if (owner === undefined || said.includes(id)) return []
    return isAllowed(actor, { id: id.slice(-12), ...owner }, hides) ? [] : [{ id, ...owner }]
  })
  return [
    ...canaries.map(({ id, mark, table }) => ({
      kind: 'canary' as const,
      what: `qx${mark}-${table}-${id}`,
    })),
    ...ids.map(({ id, mark, table }) => ({
      kind: 'foreign id' as const,
      what: `${table} of ${mark} ${id}`,
    })),
  ]
}

/** An answer without what the caller said and what is new in every answer. */
const bare = (ask: Ask, told: Told): string => {
  const said = new Set(JSON.stringify(ask).match(ID) ?? [])
  return textOf(told.body)
    .replaceAll(/"requestId":"[^"]*"/g, '"requestId":""')
    .replaceAll(/qx[abcz](?!-)/g, 'qx')
    .replaceAll(ID, (id) => (said.has(id) ? 'said' : id))
}

/** Foreign and unknown answer alike (TEN-4). */
export const differenceOf = (
  foreign: { ask: Ask; told: Told },
  unknown: { ask: Ask; told: Told },
): Finding[] => {
  const [a, b] = [bare(foreign.ask, foreign.told), bare(unknown.ask, unknown.told)]
  if (foreign.told.status === unknown.told.status && a === b) return []
  const at = Array.from({ length: a.length }).findIndex((_, index) => a[index] !== b[index])
  const near = (text: string): string => text.slice(Math.max(0, at - 60), at + 140)
  return [
    {
      kind: 'difference',
      what: `foreign ${foreign.told.status} …${near(a)}… unknown ${unknown.told.status} …${near(b)}…`,
    },
  ]
}

export const faultOf = ({ body, status }: Told): Finding[] =>
  status >= 500 ? [{ kind: 'fault', what: `${status} ${JSON.stringify(body).slice(0, 200)}` }] : []
