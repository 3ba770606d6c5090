import { describe, expect, it } from '@jest/globals'
import { readFileSync } from 'node:fs'
import { PERMISSION_TABLE, TABLE_ROLES } from '../../../src/access/permissionTable.ts'
import { isPermission } from '../../../src/access/permissions.ts'
import { DEFAULT_SETTINGS, PERMISSION_TOGGLES } from '../../../src/domain/tenancy/settings.ts'

const ROLES = ['super-admin', 'admin', 'operator', 'therapist', 'accountant', 'guardian']
const CELL = /^(?:-|all|own|self|break-glass|setting:([A-Za-z.]+)(?::own)?)$/

/** Notes may hold commas, but they come last. */
const [header, ...rows] = readFileSync(
  new URL('../../../src/access/permissions.csv', import.meta.url),
  'utf8',
)
  .trim()
  .split('\n')
  .map((line) => line.split(','))
const table = new Map<string, readonly string[]>(Object.entries(PERMISSION_TABLE))
const cells = rows.flatMap(([resource = '', action = '', ...rest]) =>
  rest.slice(0, ROLES.length).map((cell) => [`${resource}.${action}`, cell] as const),
)

describe('permissions.csv', () => {
  it('should have a column for each role (USR-4)', () => {
    expect(header).toEqual(['resource', 'action', ...ROLES, 'notes'])
    expect(TABLE_ROLES).toEqual(ROLES)
  })

  it('should stand in the table word for word, no row more and none less (USR-4)', () => {
    expect([...table]).toEqual(
      rows.map(([resource = '', action = '', ...rest]) => [
        `${resource}.${action}`,
        rest.slice(0, ROLES.length),
      ]),
    )
    expect(rows.length).toBeGreaterThan(300)
  })

  it('should name each permission once (USR-4)', () => {
    const names = rows.map(([resource, action]) => `${resource ?? ''}.${action ?? ''}`)
    expect(new Set(names).size).toBe(names.length)
    expect(names.every(isPermission)).toBe(true)
    expect(['sessions.fly', 'toString', ''].some(isPermission)).toBe(false)
  })

  it('should hold only cells that are understood (USR-4)', () => {
    expect(cells.filter(([, cell]) => !CELL.test(cell))).toEqual([])
    expect(cells.length).toBe(rows.length * ROLES.length)
  })

  it('should ask only for settings that exist', () => {
    const asked = new Set(cells.flatMap(([, cell]) => CELL.exec(cell)?.[1] ?? []))
    expect([...asked].sort()).toEqual([...PERMISSION_TOGGLES].sort())
    expect(Object.keys(DEFAULT_SETTINGS).sort()).toEqual([
      'billing',
      'messaging',
      'people',
      'scheduling',
      'security',
    ])
  })

  it('should give break-glass to the super-admin alone (USR-8)', () => {
    const others = rows.flatMap((row) => row.slice(3, 2 + ROLES.length))
    expect(others.filter((cell) => cell === 'break-glass')).toEqual([])
  })

  it.each(['ledger-entries', 'ledger-transfers', 'session-events', 'audit-log'])(
    'should let nobody change or delete %s (MON-2, SES-11)',
    (resource) => {
      const changes = cells.filter(([name]) =>
        [`${resource}.create`, `${resource}.update`, `${resource}.delete`].includes(name),
      )
      expect(changes).toHaveLength(3 * ROLES.length)
      expect(changes.filter(([, cell]) => cell !== '-')).toEqual([])
    },
  )
})
