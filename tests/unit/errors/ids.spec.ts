import { describe, expect, it } from '@jest/globals'
import { idOf, isUuid } from '../../../src/domain/ids.ts'

const ID = '0f8fad5b-d9cb-469f-a165-70867728950e'

describe('ids', () => {
  it('should take a UUID in either case', () => {
    expect([ID, ID.toUpperCase()].every(isUuid)).toBe(true)
  })

  it.each([
    ID.slice(1),
    `${ID}0`,
    ` ${ID}`,
    ID.replaceAll('-', ''),
    'g'.repeat(36),
    '',
    5,
    null,
    {},
  ])('should not take %p for a UUID', (value) => {
    expect(isUuid(value)).toBe(false)
  })

  it.each([
    ['an id', ID, ID],
    ['a populated relation', { id: ID, name: 'Asha' }, ID],
    ['an id that is no UUID', 'abc', 'abc'],
    ['nothing', undefined, undefined],
    ['null', null, undefined],
    ['an object without id', { name: 'Asha' }, undefined],
    ['an object with a number for id', { id: 5 }, undefined],
    ['a number', 5, undefined],
  ])('should find the id of %s', (_, relation, expected) => {
    expect(idOf(relation)).toBe(expected)
  })
})
