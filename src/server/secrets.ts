import { randomBytes } from 'node:crypto'
import { existsSync, linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'

export interface Secrets {
  readonly payloadSecret: string
  readonly postgresPassword: string
}

const make = (): Secrets => ({
  payloadSecret: randomBytes(32).toString('hex'),
  postgresPassword: randomBytes(24).toString('base64url'),
})

/** Puts the file in place whole: who reads it meanwhile sees nothing or everything. */
const writeOnce = (file: string, text: string): void => {
  const half = `${file}.${process.pid}`
  writeFileSync(half, text, { mode: 0o600 })
  try {
    linkSync(half, file)
  } catch (error) {
    // Another process was faster: its secrets count.
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  } finally {
    rmSync(half, { force: true })
  }
}

/** Secrets nobody gave are made once and kept in the data folder, readable by its owner only. */
export const readSecrets = (dataDir: string): Secrets => {
  const file = path.resolve(dataDir, 'secrets.json')
  try {
    mkdirSync(dataDir, { recursive: true })
    if (!existsSync(file)) writeOnce(file, JSON.stringify(make(), null, 2))
    return JSON.parse(readFileSync(file, 'utf8')) as Secrets
  } catch (error) {
    const reason = error instanceof Error ? error.message : 'unknown'
    throw new Error(`CASELOAD_DATA_DIR: cannot keep secrets in ${file} (${reason})`, {
      cause: error,
    })
  }
}
