export const MIN_PASSWORD_LENGTH = 12

/** Long enough to pass the length, and on every list of broken passwords. */
const COMMON = new Set([
  '111111111111',
  '123123123123',
  '123456789012',
  '1234567890123',
  '12345678901234',
  '123456789abc',
  '1q2w3e4r5t6y',
  '1qaz2wsx3edc',
  'abcdefghijkl',
  'administrator',
  'changemenow1',
  'iloveyou1234',
  'letmeinletmein',

  'password1234',
  'password12345',
  'password123456',
  'passwordpassword',
  'qwerty123456',
  'qwertyuiop12',
  'qwertyuiop123',
  'qwertyuiopas',
  'qwertyqwerty',
  'welcome12345',
  'welcomewelcome',
])

/** On a bundled list of common ones, or one short piece over and over. @rule SEC-3 */
export const isCommonPassword = (password: string): boolean =>
  COMMON.has(password.toLowerCase()) || /^(.{1,4})\1+$/.test(password)
