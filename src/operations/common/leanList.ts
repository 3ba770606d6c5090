import { type Field, findOperation, type PayloadRequest, type Where } from 'payload'
import { columnsOf } from '../../db/lean/columns.ts'
import { readLeanly } from '../../db/lean/find.ts'
import type { Adapter } from '../../db/types.ts'
import { isProtected } from '../../domain/documents.ts'
import { isPlain } from './plainHooks.ts'

type Doc = Record<string, unknown>
type Slug = keyof PayloadRequest['payload']['collections']
type Step = (doc: Doc, row: Doc, req: PayloadRequest) => Promise<void> | void
type Named = { name: string } & Field

/** A field whose value is read from a row that the document names. */
interface Mirror {
  readonly field: string
  readonly of: string
  readonly relation: string
}

interface KnownMirror extends Mirror {
  readonly steps: readonly Step[]
  readonly to: Slug
}

/** What happens to a document between the database and the answer. */
interface LeanRead {
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

const leanReadOf = (payload: Payload, slug: Slug): LeanRead | undefined => {
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

interface Found {
  docs: Doc[]
}

/** Payload's own operation, with its access, filters and hooks, but for what it does field by field. */
const findBare = (req: PayloadRequest, slug: Slug, args: object): Promise<Found> => {
  const collection = req.payload.collections[slug]
  return findOperation({
    ...args,
    collection: { ...collection, config: { ...collection.config, fields: [] } },
    depth: 0,
    overrideAccess: false,
    req,
  }) as unknown as Promise<Found>
}

const apply = async (req: PayloadRequest, docs: Doc[], steps: readonly Step[]): Promise<void> => {
  for (const doc of docs) for (const step of steps) await step(doc, doc, req)
}

/** Values that no access hides may be read of their rows together; others are judged one by one. */
const groupsOf = (mirrors: readonly KnownMirror[]): KnownMirror[][] => {
  const groups = new Map<string, KnownMirror[]>()
  for (const mirror of mirrors) {
    const key = mirror.steps.length === 0 ? mirror.to : `${mirror.to}.${mirror.of}`
    groups.set(key, [...(groups.get(key) ?? []), mirror])
  }
  return [...groups.values()]
}

/** The values of the rows of one collection that documents name, as the reader may see them. */
const fillMirrors = async (
  req: PayloadRequest,
  docs: readonly Doc[],
  mirrors: readonly KnownMirror[],
): Promise<void> => {
  const [first] = mirrors
  const relations = [...new Set(mirrors.map(({ relation }) => relation))]
  const ids = docs
    .flatMap((doc) => relations.map((relation) => doc[relation]))
    .filter((id) => typeof id === 'string')
  if (first === undefined || ids.length === 0) return
  const found = await findBare(req, first.to, {
    disableErrors: true,
    pagination: false,
    select: Object.fromEntries(mirrors.map(({ of }) => [of, true])),
    where: { id: { in: [...new Set(ids)] } },
  })
  // Where there are steps, all mirrors are of the same field.
  await apply(req, found.docs, first.steps)
  const rows = new Map(found.docs.map((doc) => [doc.id, doc]))
  for (const doc of docs) {
    for (const { field, of, relation } of mirrors) {
      const value = rows.get(doc[relation])?.[of]
      if (value !== undefined) doc[field] = value
    }
  }
}

export interface ListQuery {
  readonly limit?: number
  readonly page?: number
  readonly pagination?: boolean
  readonly sort?: string | string[]
  readonly where?: Where
}

/**
 * A list of a collection without its relations, as Payload answers it, and faster: the rows come straight
 * from their tables, and only what is hidden or asked of access is looked at field by field. Undefined
 * where a field or a hook of the collection does more than is known here.
 */
export const listLeanly = async (
  req: PayloadRequest,
  slug: Slug,
  of: ListQuery,
): Promise<object | undefined> => {
  const read = leanReadOf(req.payload, slug)
  if (read === undefined) return undefined
  readLeanly(req)
  const found = await findBare(req, slug, of)
  const { docs } = found
  await Promise.all(groupsOf(read.mirrors).map((mirrors) => fillMirrors(req, docs, mirrors)))
  // Last, so that what a field's own access denies is denied of a mirrored value too.
  await apply(req, docs, read.steps)
  return found
}
