import { describe, expect, it } from '@jest/globals'
import { dashboardEndpoint } from '../../../src/endpoints/operation/dashboardEndpoint.ts'
import { buildCollections } from '../../../src/plugin/collections.ts'
import { slugs } from '../../../src/slugs.ts'
import { readText } from './files.ts'

const page = readText('docs/api.md')

/** `### \`POST /api/sessions/book\`` → `POST /api/sessions/book`. */
const headed = [...page.matchAll(/^### `([A-Z]+ \/api\/[^`]+)`$/gm)].map(([, path]) => path ?? '')

const ours = [
  ...buildCollections({}).flatMap(({ endpoints, slug }) =>
    (endpoints === false || endpoints === undefined ? [] : endpoints).map(
      ({ method, path }) => `${method.toUpperCase()} /api/${slug}${path === '/' ? '' : path}`,
    ),
  ),
  // Below no collection.
  ...[dashboardEndpoint].map(({ method, path }) => `${method.toUpperCase()} /api${path}`),
]

const OF_PAYLOAD = new RegExp(
  `^(?:GET|POST) /api/(?:${Object.values(slugs).join('|')})$|` +
    `^(?:GET|PATCH|DELETE) /api/(?:${Object.values(slugs).join('|')})/:id$`,
)

describe('docs/api.md', () => {
  it('should describe every endpoint of the collections', () => {
    expect(ours.length).toBeGreaterThan(18)
    const undescribed = ours.filter((path) => !headed.includes(path))
    // Lists are Payload's by their shape, whoever reads them.
    expect(undescribed.filter((path) => !OF_PAYLOAD.test(path))).toEqual([])
  })

  it('should describe no endpoint that does not exist', () => {
    expect(headed.filter((path) => !ours.includes(path) && !OF_PAYLOAD.test(path))).toEqual([])
  })

  it('should describe none twice', () => {
    expect(new Set(headed).size).toBe(headed.length)
  })

  it('should name every collection in the table of who may do what', () => {
    const rows = [...page.matchAll(/^\| (`[a-z-]+`(?:, `[a-z-]+`)*) \|(?:[^|\n]*\|){4}$/gm)]
    const named = rows.flatMap(([, cell]) => [...(cell ?? '').matchAll(/`([a-z-]+)`/g)])
    expect(named.map(([, slug]) => slug ?? '').toSorted()).toEqual(Object.values(slugs).toSorted())
  })
})
