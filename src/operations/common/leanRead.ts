import type { Field, PayloadRequest } from 'payload'
import { columnsOf } from '../../db/lean/columns.ts'
import type { Adapter } from '../../db/types.ts'
import { isProtected } from '../../domain/documents.ts'
import { isPlain } from './plainHooks.ts'

export type Doc = Record<string, unknown>
export type Slug = keyof PayloadRequest['payload']['collections']
export type Step = (doc: Doc, row: Doc, req: PayloadRequest) => Promise<void> | void
type Named = { name: string } & Field

/** A field whose value is read from a row that the document names. */
interface Mirror {
  readonly field: string
  readonly of: string
  readonly relation: string
}

export interface KnownMirror extends Mirror {
  readonly steps: readonly Step[]
  readonly to: Slug
}

/** What happens to a document between the database and the answer. */
export interface LeanRead {
  readonly mirrors: readonly KnownMirror[]
  readonly steps: readonly Step[]
}

/** A field does more when it is read than is known here. */
class Unknown extends Error {}

const isNamed = (field: Field): field is Named => 'name' in field && typeof field.name === 'string'
const PLAIN = new Set(['checkbox', 'date', 'email', 'json', 'number', 'select', 'text', 'textarea'])

const ownSteps = (field: Named): Step[] => {
  const steps: Step[] = []
  if ('hidden' in field && field.hidden === true && field.name !== 'id') {
    steps.push((doc) => {
      Reflect.deleteProperty(doc, field.name)
    })
  }
  const read = 'access' in field ? field.access?.read : undefined
  if (read !== undefined) {
    steps.push(async (doc, row, req) => {
      const of = { id: row.id as string, data: row, doc: row, req, siblingData: doc }
      if (!(await read(of))) Reflect.deleteProperty(doc, field.name)
    })
  }
  return steps
}

const within =
  (name: string, steps: readonly Step[]): Step =>
  async (doc, row, req) => {
    const inner = (doc[name] ??= {}) as Doc | Doc[]
    for (const one of Array.isArray(inner) ? inner : [inner]) {
      for (const step of steps) await step(one, row, req)
    }
  }

const ensureKnown = (field: Named): void => {
  const { defaultValue, hooks, localized, virtual } = field as {
    defaultValue?: unknown
    hooks?: { afterRead?: unknown[] }
    localized?: boolean
    virtual?: boolean | string
  }
  const isPlain =
    PLAIN.has(field.type) ||
    (field.type === 'relationship' && typeof field.relationTo === 'string') ||
    ['array', 'group'].includes(field.type)
  const hasHooks = (hooks?.afterRead?.length ?? 0) > 0
  const isFilled = virtual !== undefined && virtual !== false && defaultValue !== undefined
  if (!isPlain || hasHooks || localized === true || isFilled) throw new Unknown()
}

const stepsOf = (fields: readonly Field[], mirrors?: Mirror[]): Step[] =>
  fields.flatMap((field): Step[] => {
    if (field.type === 'row' || field.type === 'collapsible') return stepsOf(field.fields, mirrors)
    if (field.type === 'ui') return []
    if (!isNamed(field)) throw new Unknown()
    // Never part of a list.
    if (isProtected(field)) return []
    ensureKnown(field)
    const own = ownSteps(field)
    if (field.type === 'group' || field.type === 'array') {
      const inner = stepsOf(field.fields)
      return inner.length === 0 ? own : [...own, within(field.name, inner)]
    }
    if ('virtual' in field && typeof field.virtual === 'string') {
      const [relation = '', of = '', ...more] = field.virtual.split('.')
      if (mirrors === undefined || of === '' || more.length > 0) throw new Unknown()
      if (field.hidden !== true) mirrors.push({ field: field.name, of, relation })
    }
    return own
  })

const namedIn = (fields: readonly Field[]): Named[] =>
  fields.flatMap((field) => {
    if (field.type === 'row' || field.type === 'collapsible') return namedIn(field.fields)
    return isNamed(field) ? [field] : []
  })

type Payload = PayloadRequest['payload']

/** Throws where the collection does more with a document than look at its fields. */
const ensureBare = ({ collections }: Payload, slug: Slug): void => {
  const { auth, hooks, trash, versions } = collections[slug].config
  const { afterOperation, afterRead, beforeRead } = hooks
  const isHooked = [...afterOperation, ...afterRead, ...beforeRead].some((hook) => !isPlain(hook))
  if (isHooked || trash || Boolean(versions) || Boolean(auth)) throw new Unknown()
}

/** Where a mirrored value stands. */
const sourceOf = (payload: Payload, slug: Slug, { of, relation }: Mirror) => {
  const { flattenedFields } = payload.collections[slug].config
  const link = flattenedFields.find(({ name }) => name === relation)
  const to = link?.type === 'relationship' && link.hasMany !== true ? link.relationTo : undefined
  if (typeof to !== 'string') throw new Unknown()
  const field = namedIn(payload.collections[to].config.fields).find(({ name }) => name === of)
  if (field === undefined || !PLAIN.has(field.type)) throw new Unknown()
  ensureBare(payload, to)
  return { steps: stepsOf([field]), to }
}

const compile = (payload: Payload, slug: Slug): LeanRead => {
  ensureBare(payload, slug)
  const isLocalised = payload.config.localization !== false
  if (isLocalised || columnsOf(payload.db as unknown as Adapter, slug) === undefined) {
    throw new Unknown()
  }
  const found: Mirror[] = []
  const steps = stepsOf(payload.collections[slug].config.fields, found)
  return {
    mirrors: found.map((mirror) => ({ ...mirror, ...sourceOf(payload, slug, mirror) })),
    steps,
  }
}

const reads = new WeakMap<object, Map<string, LeanRead | undefined>>()

/** How a collection's documents are read, found out once; undefined where that is not known here. */
export const leanReadOf = (payload: Payload, slug: Slug): LeanRead | undefined => {
  const known = reads.get(payload) ?? new Map<string, LeanRead | undefined>()
  reads.set(payload, known)
  if (!known.has(slug)) {
    let read: LeanRead | undefined
    try {
      read = compile(payload, slug)
    } catch (error) {
      if (!(error instanceof Unknown)) throw error
    }
    known.set(slug, read)
  }
  return known.get(slug)
}
