import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals'
import { prepareStarts, START_CASES, type Starts } from '../../support/starts.ts'

// Several processes one after the other, on a machine that may be busy.
jest.setTimeout(180_000)

/** The proof `starts` does it twenty times each. */
const TIMES = 3

describe('each of our Node processes', () => {
  let starts: Starts
  beforeAll(async () => {
    starts = await prepareStarts()
  })
  afterAll(() => starts.close())

  it.each(Object.keys(START_CASES))(
    'should do its work each time that %s is started',
    async (name) => {
      const effects = await Promise.all(Array.from({ length: TIMES }, () => starts.once(name)))
      expect(effects).toEqual(Array.from({ length: TIMES }, () => true))
    },
  )
})
