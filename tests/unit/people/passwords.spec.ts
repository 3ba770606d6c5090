import { describe, expect, it } from '@jest/globals'
import { isCommonPassword, MIN_PASSWORD_LENGTH } from '../../../src/domain/people/passwords.ts'

describe('common passwords', () => {
  it.each([
    'password1234',
    'PASSWORD1234',
    'Welcome12345',
    'qwertyuiop12',
    '123456789012',
    'administrator',
    'letmeinletmein',
  ])('should be refused from the list: %s (SEC-3)', (password) => {
    expect(isCommonPassword(password)).toBe(true)
  })

  it.each(['aaaaaaaaaaaa', 'abababababab', 'abcabcabcabc', 'abcdabcdabcd', '............'])(
    'should be refused for one short piece over and over: %s (SEC-3)',
    (password) => {
      expect(isCommonPassword(password)).toBe(true)
    },
  )

  it.each([
    'correct horse battery',
    'abcdabcdabce',
    'abcdeabcdeabcde',
    'aaaaaaaaaaab',
    'password1234!',
    'x',
    '',
  ])('should not be seen in %p', (password) => {
    expect(isCommonPassword(password)).toBe(false)
  })

  it('should ask for twelve characters (TEN-14)', () => {
    expect(MIN_PASSWORD_LENGTH).toBe(12)
  })
})
