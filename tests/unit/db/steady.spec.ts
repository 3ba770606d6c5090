import { describe, expect, it } from '@jest/globals'
import { steady } from '../../../src/db/lean/steady.ts'

const JOINED = '"19bdba18_22bd_4864_9c8e_a5c7a26d011e"'
const OTHER = '"151f478f_5f2c_4200_9b53_0fec919f5332"'

describe('a statement made steady', () => {
  it('should number joined tables instead of naming them by chance', () => {
    const text = (name: string): string => `select 1 from a left join b ${name} on ${name}.x = a.x`
    expect(steady({ params: [], sql: text(JOINED) })).toEqual(
      steady({ params: [], sql: text(OTHER) }),
    )
    expect(steady({ params: [], sql: `${JOINED} ${OTHER} ${JOINED}` }).sql).toBe('"j1" "j2" "j1"')
  })

  it('should make one value of a list, and keep each value at its place', () => {
    expect(
      steady({ params: ['a', 'b', 'c', 7], sql: 'x = $1 and y in ($2, $3) limit $4' }),
    ).toEqual({ params: ['a', ['b', 'c'], 7], sql: 'x = $1 and y = any ($2) limit $3' })
  })

  it('should turn a list of what is not wanted', () => {
    expect(steady({ params: [1, 2], sql: 'y not in ($1, $2)' })).toEqual({
      params: [[1, 2]],
      sql: 'y <> all ($1)',
    })
  })

  it('should give a value that is used twice two places', () => {
    expect(steady({ params: ['a'], sql: 'false and x = $1 or y = $1' })).toEqual({
      params: ['a', 'a'],
      sql: 'false and x = $1 or y = $2',
    })
  })
})
