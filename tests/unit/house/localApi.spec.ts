import { describe, expect, it } from '@jest/globals'
import { readSources } from './files.ts'
import { countLocalApiCalls, localApiOffenders } from './localApi.ts'

const files = readSources(/^(?:src|seed)\/.*\.tsx?$/)
const judged = (text: string): string[] => localApiOffenders([{ path: 'src/hooks/x.ts', text }])

describe('calls of the Local API', () => {
  it('should say whether access is asked, and why where it is not', () => {
    expect(localApiOffenders(files)).toEqual([])
  })

  it('should be found in the sources', () => {
    expect(countLocalApiCalls(files)).toBeGreaterThan(25)
  })
})

describe('the judge of such calls', () => {
  it.each([
    ['a call on the request', 'await req.payload.find({ collection, req })'],
    ['a call on its own', 'await payload.create({ collection, data })'],
    ['a call by id', 'await req.payload.findByID({ collection, id, req })'],
    ['a count', 'await payload.count({ collection })'],
    ['a spread of something else', 'const a = { req }\nawait payload.find({ ...a, collection })'],
    ['options made elsewhere', 'await payload.find(options)'],
  ])('should refuse %s that says nothing', (_, text) => {
    expect(judged(text)).toEqual([expect.stringContaining('says no overrideAccess')])
  })

  it.each([
    ['a call', 'await payload.find({ collection, overrideAccess: true, req })'],
    [
      'a shared object',
      'const a = { overrideAccess: true, req }\nawait payload.find({ ...a, collection })',
    ],
    ['a computed value', 'await payload.find({ collection, overrideAccess: isJob, req })'],
    ['a link in quotes', "await payload.find({ collection: 'https://a', overrideAccess: true })"],
  ])('should refuse %s that overrides access without a reason', (_, text) => {
    expect(judged(text)).toEqual([expect.stringContaining('without a reason')])
  })

  it('should name file and line', () => {
    expect(judged('const a = 1\nawait payload.find({ collection })')).toEqual([
      'src/hooks/x.ts:2 says no overrideAccess',
    ])
  })

  it.each([
    ['access is asked', 'await payload.find({ collection, overrideAccess: false, req })'],
    [
      'a reason stands above',
      '// A job.\nawait payload.find({ collection, overrideAccess: true })',
    ],
    ['a shared object asks', 'const a = { overrideAccess: false }\nawait payload.find({ ...a })'],
    [
      'a shared object has a reason',
      'const a = () => ({ /* seed */ overrideAccess: true }) as const\nawait payload.find({ ...a() })',
    ],
    ['it is another find', 'rows.find({ id })'],
  ])('should let pass where %s', (_, text) => {
    expect(judged(text)).toEqual([])
  })
})
