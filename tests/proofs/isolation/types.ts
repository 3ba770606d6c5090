import type { SanitizedCollectionConfig } from 'payload'
import type { ActorOf, Rows, Side, Stage } from './stage.ts'
import type { Ask, Told, Transport } from './transports.ts'

/** Names of rows that are not the caller's: those of another clinic, or of nobody. */
export interface Names {
  readonly preferences: string
  readonly rows: Rows
  /** Of the admin. */
  readonly signIn: string
  /** What stands in the texts of that clinic. */
  readonly text: string
  readonly tenant: string
  readonly therapist: string
  readonly version: string
}

export interface Cell {
  readonly actor: string
  readonly ask: (names: Names) => Ask
  readonly collection: string
  /** What an answer must be beside holding nothing foreign; says what is wrong. */
  readonly expects?: (told: Told) => string | undefined
  /** Whether a caller's own row may come of it. */
  readonly mayWrite: boolean
  readonly operation: string
  readonly shape: string
  readonly transport: Transport
}

/** What a generator knows of one collection for one caller. */
export interface Seat {
  readonly actor: ActorOf
  readonly config: SanitizedCollectionConfig
  readonly home: Side
  readonly name: string
  readonly slug: string
  readonly stage: Stage
}

export type Draft = Pick<Cell, 'ask' | 'operation' | 'shape' | 'transport'> &
  Partial<Pick<Cell, 'expects' | 'mayWrite'>>

export const refused = ({ status }: Told): string | undefined =>
  status < 400 ? `took it with ${status}` : undefined
