import { describe, expect, it } from '@jest/globals'
import { listFiles, listFolders, readSources } from './files.ts'
import { bodyOffenders, hookOffenders, nameOffenders, wingOffenders } from './shapes.ts'

const MAX_ENTRIES = 25
const fullFolders = (folders: readonly { entries: readonly string[]; path: string }[]) =>
  folders
    // Tools want their files at the root.
    .filter(({ entries, path }) => path !== '.' && entries.length > MAX_ENTRIES)
    .map(({ entries, path }) => `${path}: ${entries.length}`)

describe('folders', () => {
  it('should hold at most 25 entries', () => {
    expect(fullFolders(listFolders())).toEqual([])
  })

  it('should be found too full', () => {
    const entries = Array.from({ length: 26 }, (_, index) => `${index}.ts`)
    expect(fullFolders([{ entries, path: 'src/hooks/people' }])).toEqual(['src/hooks/people: 26'])
  })

  it('should be wings of the house', () => {
    expect(wingOffenders(listFiles())).toEqual([])
  })

  it.each(['src/hooks/utils/x.ts', 'src/operations/x.ts', 'src/domain/helpers/x.ts'])(
    'should be found to be none: %s',
    (file) => {
      expect(wingOffenders([file])).toEqual([file])
    },
  )
})

describe('names of files', () => {
  it('should be PascalCase for collections and components, else as the tool wants or camelCase', () => {
    const wrong = listFiles().filter(
      (file) =>
        /^(?:src|seed|tests|bench)\/.*\.tsx?$/.test(file) &&
        !/^src\/(?:app|db\/migrations)\//.test(file) &&
        !/\/(?:[a-z][A-Za-z0-9]*|payload-types|index\.client|global\.d|\w+\.client|\w+(?:\.int|\.e2e)?\.spec)\.tsx?$/.test(
          file,
        ) &&
        !/^src\/collections\/\w+\/[A-Z][A-Za-z]*\.ts$/.test(file),
    )
    expect(wrong).toEqual([])
  })

  it('should say the date and what is true afterwards for migrations', () => {
    const files = listFiles().filter((file) => /^src\/db\/migrations\/(?!index)/.test(file))
    expect(
      files.filter((file) => !/\/\d{8}_\d{6}_[a-z0-9]+(?:_[a-z0-9]+)+\.(?:json|ts)$/.test(file)),
    ).toEqual([])
    expect(files.length).toBeGreaterThan(0)
  })
})

describe('hooks', () => {
  const hooks = readSources(/^src\/hooks\/.*\.ts$/)

  it('should keep one promise a file and say of which kind', () => {
    expect(hooks.length).toBeGreaterThan(50)
    expect(hookOffenders(hooks)).toEqual([])
  })

  it.each([
    ['a moment for a name', 'beforeChangeSession', 'export const beforeChangeSession = 1'],
    ['a verb that is none of theirs', 'lockDocument', 'export const lockDocument = 1'],
    ['another export', 'fillTenant', 'export const fillTenants = 1, other = 2'],
    ['a second promise', 'fillTenant', 'export const fillTenant = 1\nexport const keepTenant = 2'],
  ])('should be found with %s', (_, name, text) => {
    expect(hookOffenders([{ path: `src/hooks/common/${name}.ts`, text }])).not.toEqual([])
  })
})

describe('collections', () => {
  const collections = readSources(/^src\/collections\/.*\.ts$/)

  it('should have no function bodies', () => {
    expect(collections.length).toBeGreaterThan(20)
    expect(bodyOffenders(collections)).toEqual([])
  })

  it.each([
    ['a hook in place', 'export const A = { hooks: { beforeChange: [({ data }) => data] } }'],
    ['a condition in place', 'export const A = { condition: (data) => ({ ...data }) }'],
    ['a function of statements', 'export const createA = (preset) => { return { preset } }'],
    ['a declared function', 'function whole() { return {} }'],
    ['a method', 'export const A = { label() { return 1 } }'],
    ['a maker that computes', 'export const label = (name) => name.toUpperCase()'],
  ])('should be found with %s', (_, text) => {
    expect(bodyOffenders([{ path: 'src/collections/money/A.ts', text }])).toHaveLength(1)
  })

  it.each([
    ['shapes made for a preset', 'export const createA = (preset) => ({ slug: preset })'],
    ['fields made from a list', 'export const A = { fields: [1].map((name) => ({ name })) }'],
  ])('should be let have %s', (_, text) => {
    expect(bodyOffenders([{ path: 'src/collections/money/A.ts', text }])).toEqual([])
  })

  it('should be exported by the file of their name', () => {
    // Lists of fields have files of their own, in small letters.
    const shapes = collections.filter(({ path }) => /\/[A-Z]\w+\.ts$/.test(path))
    expect(shapes.length).toBeGreaterThan(20)
    expect(nameOffenders(shapes)).toEqual([])
  })
})

describe('endpoints', () => {
  it('should be exported by the file of their name', () => {
    const endpoints = readSources(/^src\/endpoints\/(?!common\/).*\.ts$/)
    expect(endpoints.length).toBeGreaterThan(8)
    expect(nameOffenders(endpoints)).toEqual([])
  })

  it('should be found under another name', () => {
    const file = { path: 'src/endpoints/money/payEndpoint.ts', text: 'export const pay = 1' }
    expect(nameOffenders([file])).toEqual(['src/endpoints/money/payEndpoint.ts exports pay'])
  })
})
