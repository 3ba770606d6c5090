import { describe, expect, it } from '@jest/globals'
import { fullNameOf, isEmail, OPT_OUT_PURPOSES } from '../../../src/domain/people/contacts.ts'

describe('contacts', () => {
  it.each([
    [{ firstName: 'Asha', lastName: 'Rao' }, 'Asha Rao'],
    [{ firstName: ' Asha ', lastName: '  Rao' }, 'Asha Rao'],
    [{ firstName: 'Asha', lastName: null }, 'Asha'],
    [{ firstName: '  ', lastName: 'Rao' }, 'Rao'],
    [{ firstName: 'Anna Maria', lastName: 'de Souza' }, 'Anna Maria de Souza'],
    [{}, ''],
  ])('should write the full name of %j as %p', (names, expected) => {
    expect(fullNameOf(names)).toBe(expected)
  })

  it.each(['asha@example.org', 'a.b+c@mail.example.co.in', 'ü@exämple.de'])(
    'should take the address %s',
    (text) => {
      expect(isEmail(text)).toBe(true)
    },
  )

  it.each([
    'asha',
    'asha@example',
    '@example.org',
    'a@b@example.org',
    'a b@example.org',
    'a@.',
    '',
  ])('should not take %p for an address', (text) => {
    expect(isEmail(text)).toBe(false)
  })

  it('should know the purposes of an opt-out (MSG-20)', () => {
    expect(OPT_OUT_PURPOSES).toEqual(['care', 'dues', 'marketing'])
  })
})
