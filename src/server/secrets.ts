import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'

export interface Secrets {
  readonly payloadSecret: string
  readonly postgresPassword: string
}

const make = (): Secrets => ({
  payloadSecret: randomBytes(32).toString('hex'),
  postgresPassword: randomBytes(24).toString('base64url'),
})

/** Secrets nobody gave are made once and kept in the data folder, readable by its owner only. */
export const readSecrets = (dataDir: string): Secrets => {
  const file = path.resolve(dataDir, 'secrets.json')
  mkdirSync(dataDir, { recursive: true })
  if (!existsSync(file)) {
    try {
      writeFileSync(file, JSON.stringify(make(), null, 2), { flag: 'wx', mode: 0o600 })
    } catch (error) {
      // Another process was faster: its secrets count.
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    }
  }
  return JSON.parse(readFileSync(file, 'utf8')) as Secrets
}
