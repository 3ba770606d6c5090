import { randomBytes } from 'node:crypto'
import { existsSync, linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { KEY_BYTES, parseKeyRing } from '../operations/operation/keyRing.ts'
import { type Env, EnvironmentError } from './env.ts'

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

const readKeys = (file: string): string => {
  try {
    const text = readFileSync(file, 'utf8').trim()
    parseKeyRing(text)
    return text
  } catch (error) {
    const reason = error instanceof Error ? error.message : 'unknown'
    throw new EnvironmentError([`ENCRYPTION_KEYS_FILE: ${file} (${reason})`])
  }
}

const keysFileOf = (dataDir: string): string => path.resolve(dataDir, 'encryption.keys')

/** The keys that were given or are kept in the data folder; undefined: none are. */
export const findEncryptionKeys = (env: Env): string | undefined => {
  if (env.ENCRYPTION_KEYS !== undefined) return env.ENCRYPTION_KEYS
  if (env.ENCRYPTION_KEYS_FILE !== undefined) return readKeys(env.ENCRYPTION_KEYS_FILE)
  const file = keysFileOf(env.CASELOAD_DATA_DIR)
  return existsSync(file) ? readKeys(file) : undefined
}

/**
 * The keys of protected fields. Where nobody gave any, a trial on one machine makes one and keeps it in
 * its data folder; a database of somebody's own in production must come with keys, or what is protected
 * would be lost with that folder. Refuses with `EnvironmentError`.
 */
export const readEncryptionKeys = (env: Env, { isEmbedded }: { isEmbedded: boolean }): string => {
  const found = findEncryptionKeys(env)
  if (found !== undefined) return found
  if (!isEmbedded && env.NODE_ENV === 'production') {
    throw new EnvironmentError([
      'ENCRYPTION_KEYS: needed with a database of your own, such as k1: and what `openssl rand -base64 32` prints',
    ])
  }
  mkdirSync(env.CASELOAD_DATA_DIR, { recursive: true })
  const file = keysFileOf(env.CASELOAD_DATA_DIR)
  writeOnce(file, `k1:${randomBytes(KEY_BYTES).toString('base64')}\n`)
  return readKeys(file)
}
