import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { PERMISSION_TABLE, TABLE_ROLES } from '../../../src/access/permissionTable.ts'
import type { Answer } from '../../support/app.ts'
import { updateSettings } from '../../support/clinic.ts'
import { SPECIAL_ROWS, type Whose } from './specialRows.ts'
import { type AccessStage, type Actor, ROLES, setAccessStage, SLUGS, UNKNOWN_ID } from './stage.ts'

let stage: AccessStage

beforeAll(async () => {
  stage = await setAccessStage()
}, 120_000)
afterAll(() => stage.app.close())

const ROWS: Readonly<Record<string, readonly string[]>> = PERMISSION_TABLE
const cellOf = (name: string, actor: Actor): string =>
  ROWS[name]?.[TABLE_ROLES.indexOf(actor)] ?? '-'

/** Tried for every role by reads and writes of whole collections, beside this file. */
const isOfCollection = (name: string): boolean =>
  SLUGS.some((slug) => ['create', 'delete', 'read', 'update'].some((a) => name === `${slug}.${a}`))

const special = Object.keys(ROWS).filter((name) => name in SPECIAL_ROWS)
const unbuilt = Object.keys(ROWS).filter((name) => !isOfCollection(name) && !(name in SPECIAL_ROWS))

const DENIED = [
  'break-glass-required',
  'forbidden',
  'not-found',
  'overbook-not-allowed',
  'tenant-mismatch',
]

/** The dashboard leaves out the part that somebody may not see. */
const PARTS: Readonly<Record<string, string>> = {
  'reports.financial': 'financial',
  'reports.operational': 'operational',
}

const isAllowed = (name: string, { body, status }: Answer): boolean => {
  const part = PARTS[name]
  // The platform's own lines are in the same list, but none of a clinic.
  if (name === 'audit.read' && status < 400) return body.totalDocs > 0
  if (status < 400) return part === undefined || (body.dashboard ?? body)[part] !== null
  return !DENIED.includes(body.errors?.[0]?.data?.code as string)
}

const tryAs = async (name: string, actor: Actor, whose: Whose): Promise<boolean> => {
  const [method, route, body] = (await SPECIAL_ROWS[name]?.(stage, whose, actor)) ?? ['', '']
  const as = stage.people[actor]
  const answer = await stage.app.rest(method, route, {
    as,
    ...(body === undefined ? {} : { body }),
  })
  if (answer.status >= 500) throw new Error(`${route}: ${answer.status}`)
  return isAllowed(name, answer)
}

/** The front desk's remarks on a session are an update of it, by the door of the notes. */
const ALSO_BY: Readonly<Record<string, string>> = { 'sessions.write-notes': 'sessions.update' }

const widest = (name: string, actor: Actor): string => {
  const also = cellOf(ALSO_BY[name] ?? name, actor)
  return also === 'all' ? also : cellOf(name, actor)
}

const cells = special.flatMap((name) =>
  ROLES.map((actor) => ({ actor, cell: widest(name, actor), name })),
)

describe('A row of permissions.csv (USR-4)', () => {
  it.each(cells.filter(({ cell }) => cell === '-' || cell === 'break-glass'))(
    'should keep $name from $actor',
    async ({ actor, name }) => {
      expect([await tryAs(name, actor, 'own'), await tryAs(name, actor, 'other')]).toEqual([
        false,
        false,
      ])
    },
  )

  it.each(cells.filter(({ cell }) => cell === 'all'))(
    'should give $name to $actor, whosever the row is',
    async ({ actor, name }) => {
      expect([await tryAs(name, actor, 'own'), await tryAs(name, actor, 'other')]).toEqual([
        true,
        true,
      ])
    },
  )

  it.each(cells.filter(({ cell }) => cell === 'own' || cell === 'self'))(
    'should give $name to $actor for what is theirs',
    async ({ actor, name }) => {
      expect(await tryAs(name, actor, 'own')).toBe(true)
    },
  )

  it.each(cells.filter(({ actor, cell }) => cell === 'own' && actor === 'therapist'))(
    'should keep $name of a colleague from $actor',
    async ({ actor, name }) => {
      expect(await tryAs(name, actor, 'other')).toBe(false)
    },
  )

  it.each(cells.filter(({ cell }) => cell.startsWith('setting:')))(
    'should give $name to $actor while $cell is on, and only then',
    async ({ actor, cell, name }) => {
      const [, group = '', toggle = ''] = /^setting:(\w+)\.(\w+)/.exec(cell) ?? []
      const switched = (isOn: boolean) =>
        updateSettings(stage.app, stage.clinic.tenant.id, (settings) => ({
          [group]: { ...(settings as never as Record<string, object>)[group], [toggle]: isOn },
        }))
      const before = await tryAs(name, actor, 'own')
      await switched(true)
      const during = await tryAs(name, actor, 'own')
      await switched(false)
      expect([before, during, await tryAs(name, actor, 'own')]).toEqual([false, true, false])
    },
  )

  it.each(unbuilt)('should have no route yet for %s', async (name) => {
    const [resource = '', action = ''] = name.split('.')
    const as = stage.people.admin
    for (const route of [`/${resource}/${action}`, `/${resource}/${UNKNOWN_ID}/${action}`]) {
      const { status } = await stage.app.rest('POST', route, { as, body: {} })
      expect([route, status]).toEqual([route, 404])
    }
  })
})
