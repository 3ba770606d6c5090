import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals'
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { openWorkspace, postgresOf, TEST_KEYS, type Workspace } from '../../support/processes.ts'

// Several processes one after the other, on a machine that may be busy.
jest.setTimeout(180_000)

const NOWHERE = 'postgres://somebody:a-password@127.0.0.1:1/nothing'

let workspace: Workspace
beforeEach(() => {
  workspace = openWorkspace()
})
afterEach(() => workspace.close())

const secretsFile = (): string => path.join(workspace.dataDir, 'secrets.json')

describe('a process that is started with a wrong variable', () => {
  it.each([
    ['CASELOAD_PRESET', 'dental'],
    ['DATABASE_OWNER_URL', 'mysql://127.0.0.1'],
    ['DATABASE_POOL_MAX', '1'],
    ['DATABASE_URL', 'mysql://127.0.0.1'],
    ['ENCRYPTION_KEYS', 'k1:too-short'],
    ['LOG_LEVEL', 'loud'],
    ['MAIL_FROM', 'the desk'],
    ['METRICS_TOKEN', 'short-token'],
    ['NODE_ENV', 'staging'],
    ['PAYLOAD_SECRET', 'too-short-secret'],
    ['PORT', '65536'],
    ['SERVER_URL', 'clinic'],
    ['SMTP_URL', 'http://mail.example.org'],
    ['TRUSTED_PROXIES', 'one'],
    ['WITH_ADMIN', 'yes'],
  ])('should end with 1 and name %s, and begin nothing', async (name, value) => {
    const { code, stderr, stdout } = await workspace.run(['serve'], { [name]: value })
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' })
    expect(stderr).toMatch(new RegExp(`^ {2}${name}: `, 'm'))
    expect(stderr).not.toContain(value)
    expect(existsSync(workspace.dataDir)).toBe(false)
  })

  it('should name CASELOAD_DATA_DIR where that can be no folder', async () => {
    const file = path.join(workspace.folder, 'file')
    writeFileSync(file, '')
    const { code, stderr } = await workspace.run(['doctor'], { CASELOAD_DATA_DIR: file })
    expect(code).toBe(1)
    expect(stderr).toContain('CASELOAD_DATA_DIR')
  })

  it.each([
    ['serve', /^DATABASE_URL: /m],
    ['worker', /^DATABASE_URL: /m],
    ['doctor', /^DATABASE_URL: /m],
    ['migrate', /^DATABASE_OWNER_URL or DATABASE_URL: /m],
  ])(
    'should name the database that %s cannot reach, without the password',
    async (command, named) => {
      const { code, stderr, stdout } = await workspace.run([command], {
        DATABASE_URL: NOWHERE,
        ENCRYPTION_KEYS: TEST_KEYS,
      })
      expect({ code, stdout }).toEqual({ code: 1, stdout: '' })
      expect(stderr).toMatch(named)
      expect(stderr).not.toContain('a-password')
    },
  )

  it('should name HOST where nobody can listen there, and leave no PostgreSQL behind', async () => {
    expect((await workspace.run(['migrate'])).code).toBe(0)
    const { code, stderr } = await workspace.run(['serve', '--no-admin'], { HOST: '192.0.2.1' })
    expect(code).toBe(1)
    expect(stderr).toMatch(/^HOST or PORT: cannot listen on 192\.0\.2\.1:0/m)
    expect(postgresOf(workspace.dataDir)).toBe(0)
  })
})

describe('secrets that nobody gave', () => {
  it('should be made once, for the owner of the folder only, and be the same on the next start', async () => {
    // Empty values, as compose files write them, are none.
    const empty = { DATABASE_OWNER_URL: '', DATABASE_URL: '', PAYLOAD_SECRET: '', SMTP_URL: '' }
    expect((await workspace.run(['migrate'], empty)).code).toBe(0)
    const made = readFileSync(secretsFile(), 'utf8')
    expect(JSON.parse(made)).toEqual({
      payloadSecret: expect.stringMatching(/^[0-9a-f]{64}$/),
      postgresPassword: expect.stringMatching(/^[\w-]{32}$/),
    })
    expect(statSync(secretsFile()).mode & 0o777).toBe(0o600)
    expect((await workspace.run(['doctor'], empty)).code).toBe(0)
    expect(readFileSync(secretsFile(), 'utf8')).toBe(made)
    expect(readdirSync(workspace.dataDir).filter((name) => name.startsWith('secrets'))).toEqual([
      'secrets.json',
    ])
  })

  it('should not be made where PAYLOAD_SECRET and DATABASE_URL are given', async () => {
    const given = {
      DATABASE_URL: NOWHERE,
      ENCRYPTION_KEYS: TEST_KEYS,
      PAYLOAD_SECRET: 'p'.repeat(32),
    }
    expect((await workspace.run(['serve', '--no-admin'], given)).code).toBe(1)
    expect(existsSync(secretsFile())).toBe(false)
  })

  it('should be made where only DATABASE_URL is given, because tokens need one', async () => {
    await workspace.run(['serve', '--no-admin'], {
      DATABASE_URL: NOWHERE,
      ENCRYPTION_KEYS: TEST_KEYS,
    })
    expect(existsSync(secretsFile())).toBe(true)
  })

  it('should be no keys of protected fields for a database of its own: those must be given', async () => {
    const { code, stderr } = await workspace.run(['serve', '--no-admin'], { DATABASE_URL: NOWHERE })
    expect(code).toBe(1)
    expect(stderr).toMatch(/^ {2}ENCRYPTION_KEYS: needed with a database of your own/m)
  })
})

describe('keys of protected fields', () => {
  const keysFile = (): string => path.join(workspace.dataDir, 'encryption.keys')

  it('should be made once with the embedded database, for the owner of the folder only', async () => {
    expect((await workspace.run(['migrate'])).code).toBe(0)
    expect((await workspace.run(['tenant', 'create', '--name', 'A'])).code).toBe(0)
    const made = readFileSync(keysFile(), 'utf8')
    expect(made).toMatch(/^k1:[A-Za-z0-9+/]{43}=\n$/)
    expect(statSync(keysFile()).mode & 0o777).toBe(0o600)
    expect((await workspace.run(['doctor'])).code).toBe(0)
    expect(readFileSync(keysFile(), 'utf8')).toBe(made)
  })

  it('should be read from a file, which is named where it holds none', async () => {
    const file = path.join(workspace.folder, 'keys')
    writeFileSync(file, 'nothing\n')
    const given = { DATABASE_URL: NOWHERE, ENCRYPTION_KEYS_FILE: file }
    const wrong = await workspace.run(['doctor'], given)
    expect([wrong.code, wrong.stderr]).toEqual([1, expect.stringContaining('ENCRYPTION_KEYS_FILE')])
    expect(wrong.stderr).not.toContain('nothing')
    writeFileSync(file, TEST_KEYS)
    expect((await workspace.run(['doctor'], given)).stderr).toMatch(/^DATABASE_URL: /m)
  })
})
