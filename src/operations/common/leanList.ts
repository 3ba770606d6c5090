import { findOperation, type PayloadRequest, type Where } from 'payload'
import { readLeanly } from '../../db/lean/find.ts'
import { type Doc, type KnownMirror, leanReadOf, type Slug, type Step } from './leanRead.ts'

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

/** Values that no access hides are read of their rows together; others are judged one by one. */
const groupsOf = (mirrors: readonly KnownMirror[]): KnownMirror[][] => {
  const groups = new Map<string, KnownMirror[]>()
  for (const mirror of mirrors) {
    const key = mirror.steps.length === 0 ? mirror.to : `${mirror.to}.${mirror.of}`
    groups.set(key, [...(groups.get(key) ?? []), mirror])
  }
  return [...groups.values()]
}

/** The rows of one collection that documents name, by id, as the reader may see them. */
const readMirrored = async (
  req: PayloadRequest,
  docs: readonly Doc[],
  mirrors: readonly KnownMirror[],
): Promise<ReadonlyMap<unknown, Doc>> => {
  const [first] = mirrors
  const named = docs.flatMap((doc) => mirrors.map(({ relation }) => doc[relation]))
  const ids = new Set(named.filter((id) => typeof id === 'string'))
  if (first === undefined || ids.size === 0) return new Map()
  const found = await findBare(req, first.to, {
    disableErrors: true,
    pagination: false,
    select: Object.fromEntries(mirrors.map(({ of }) => [of, true])),
    where: { id: { in: [...ids] } },
  })
  // Where there are steps, all mirrors are of the same field.
  await apply(req, found.docs, first.steps)
  return new Map(found.docs.map((doc) => [doc.id, doc]))
}

/** Fills in what stands in other rows, field by field in one order, whichever was read first. */
const fillMirrors = async (
  req: PayloadRequest,
  docs: readonly Doc[],
  mirrors: readonly KnownMirror[],
): Promise<void> => {
  const read = new Map<KnownMirror, ReadonlyMap<unknown, Doc>>()
  const readGroup = async (group: readonly KnownMirror[]): Promise<void> => {
    const rows = await readMirrored(req, docs, group)
    for (const mirror of group) read.set(mirror, rows)
  }
  await Promise.all(groupsOf(mirrors).map(readGroup))
  for (const mirror of mirrors) {
    for (const doc of docs) {
      const value = read.get(mirror)?.get(doc[mirror.relation])?.[mirror.of]
      if (value !== undefined) doc[mirror.field] = value
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
  await fillMirrors(req, docs, read.mirrors)
  // Last, so that what a field's own access denies is denied of a mirrored value too.
  await apply(req, docs, read.steps)
  return found
}
