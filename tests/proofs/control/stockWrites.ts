// The same deaths on Payload's own adapter: what it acknowledges although nothing was stored.
import { postgresAdapter } from '@payloadcms/db-postgres'
import { buildConfig, getPayload } from 'payload'
import { inParallel } from '../support/parallel.ts'

const [url = '', writes = '0'] = process.argv.slice(2)
// Payload leaves connections without a listener: each one that dies would end this process.
process.on('uncaughtException', () => undefined)

const payload = await getPayload({
  config: await buildConfig({
    collections: [
      { fields: [{ name: 'text', type: 'text' }], lockDocuments: false, slug: 'notes' },
    ],
    db: postgresAdapter({
      idType: 'uuidv7',
      pool: { connectionString: url, max: 10 },
      push: false,
    }),
    logger: { options: { level: 'silent' } },
    secret: 'a secret for the control run of a proof',
    telemetry: false,
  }),
})
const acknowledged = await inParallel(
  Array.from({ length: Number(writes) }),
  10,
  async (_, index) => {
    try {
      const { id } = await payload.create({
        collection: 'notes' as never,
        data: { text: `note ${index}` } as never,
        overrideAccess: true,
      })
      return String(id)
    } catch {
      return undefined
    }
  },
)
console.log(JSON.stringify(acknowledged.filter((id) => id !== undefined)))
process.exit(0)
