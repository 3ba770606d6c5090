// Makes the schema of the yardstick in an empty database, as Payload makes it in development.
import { getPayload } from 'payload'
import config from './config.ts'

const payload = await getPayload({ config })
await payload.destroy()
process.exit(0)
