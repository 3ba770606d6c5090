import { describe, expect, it } from '@jest/globals'
import { readFileSync } from 'node:fs'
import { type MoveAction, type Mover, MOVES } from '../../../src/domain/scheduling/statusMachine.ts'

/** `sessions,<action>` of permissions.csv: role → cell. */
const HEADER = 'resource,action,super-admin,admin,operator,therapist,accountant,guardian'.split(',')
const csv = readFileSync(new URL('../../../src/access/permissions.csv', import.meta.url), 'utf8')
const cells = new Map(
  csv
    .split('\n')
    .map((line) => line.split(','))
    .filter(([resource]) => resource === 'sessions')
    .map(
      (row) => [row[1], new Map(HEADER.map((role, index) => [role, row[index] ?? '']))] as const,
    ),
)

/** As whom each role moves a session, and how far the cell must reach for it. */
const ROLE_OF: ReadonlyMap<Mover, readonly [role: string, cell: string]> = new Map([
  ['admin', ['admin', 'all']],
  ['contact', ['guardian', 'own']],
  ['operator', ['operator', 'all']],
  ['own-therapist', ['therapist', 'own']],
])

const moversOf = (action: MoveAction): Mover[] => [
  ...new Set(MOVES.filter((move) => move.action === action).flatMap(({ by }) => by)),
]
const actions = [...new Set(MOVES.map(({ action }) => action))]
const humanActions = actions.filter((action) => action !== 'expire')

describe('moves and permissions.csv', () => {
  it('should read the header it expects', () => {
    expect(csv.split('\n')[0]).toBe([...HEADER, 'notes'].join(','))
  })

  it('should leave expiry to the system, without a permission for anyone (SES-9)', () => {
    expect(moversOf('expire')).toEqual(['system'])
    expect(cells.has('expire')).toBe(false)
  })

  it.each(humanActions)('should grant sessions.%s to everyone who may make the move', (action) => {
    const people = moversOf(action).filter((mover) => mover !== 'system')
    const granted = people.map((mover) => cells.get(action)?.get(ROLE_OF.get(mover)?.[0] ?? ''))
    expect(people.length).toBeGreaterThan(0)
    expect(granted).toEqual(people.map((mover) => ROLE_OF.get(mover)?.[1]))
  })

  it.each(humanActions)(
    'should have a move for every role that is granted sessions.%s',
    (action) => {
      // Contacts turn their own holds into bookings through the portal, as the system (PTL-3).
      const throughPortal = ['hold guardian']
      const granted = [...ROLE_OF]
        .filter(([, [role]]) => cells.get(action)?.get(role) !== '-')
        .filter(([, [role]]) => !throughPortal.includes(`${action} ${role}`))
      expect(granted.map(([mover]) => mover).sort()).toEqual(
        moversOf(action)
          .filter((mover) => mover !== 'system')
          .sort(),
      )
    },
  )

  it.each(humanActions)('should keep sessions.%s from accountants and the platform', (action) => {
    expect(cells.get(action)?.get('accountant')).toBe('-')
    expect(cells.get(action)?.get('super-admin')).toBe('-')
  })

  it('should let the system alone turn nothing but holds and expiries', () => {
    const bySystem = MOVES.filter(({ by }) => by.includes('system'))
    expect(bySystem.map(({ from, to }) => `${from} → ${to}`).sort()).toEqual([
      'held → expired',
      'held → requested',
      'held → scheduled',
      'requested → expired',
    ])
  })
})
