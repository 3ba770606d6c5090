import {
  afterAll,
  afterEach,
  beforeAll,
  beforeEach,
  describe,
  expect,
  it,
  jest,
} from '@jest/globals'
import { mkdirSync, readFileSync, symlinkSync } from 'node:fs'
import path from 'node:path'
import { createTestDatabase, type TestDatabase } from '../../support/database.ts'
import {
  builtFolder,
  CONDITION,
  type Ended,
  environmentFor,
  knock,
  openWorkspace,
  startProgram,
  type Workspace,
} from '../../support/processes.ts'

// Several processes one after the other, on a machine that may be busy.
jest.setTimeout(180_000)

let database: TestDatabase
let workspace: Workspace

beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.drop())
beforeEach(() => {
  workspace = openWorkspace({ env: environmentFor(database) })
})
afterEach(() => workspace.close())

const bin = (): string => path.join(builtFolder(), 'bin/caseload.mjs')

describe('the command line', () => {
  it.each([
    [['launch'], 'unknown command: launch'],
    [['serve', 'now'], 'unknown command: serve now'],
    [['tenant'], 'unknown command: tenant'],
    [['serve', '--port', '80'], "Unknown option '--port'"],
    [['doctor', '--json=yes'], "Option '--json' does not take an argument"],
    [['tenant', 'create'], '--name is missing'],
    [['tenant', 'create', '--name', ' '], '--name is missing'],
    [['tenant', 'create', '--name', 'A', '--preset', 'dental'], '--preset is one of'],
    [['admin', 'create'], '--email is missing'],
    [['admin', 'create', '--email', 'a@b.example'], '--first-name is missing'],
    [['admin', 'create', '--email', 'a@b.example', '--first-name', 'A'], '--last-name is missing'],
  ])('should end %j with 2, say what is wrong and what is right', async (args, wrong) => {
    const { code, stderr, stdout } = await workspace.run(args)
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
    expect(stderr.startsWith(wrong)).toBe(true)
    expect(stderr).toContain('caseload <command>')
  })

  it('should say what there is when asked for help, and when asked for nothing', async () => {
    const help = await workspace.run(['--help'])
    const nothing = await workspace.run([])
    expect(help).toMatchObject({ code: 0, stderr: '' })
    expect(help.stdout).toContain('doctor [--json]')
    expect(nothing).toMatchObject({ code: 2, stdout: help.stdout })
  })

  it('should answer with nothing but JSON where JSON is asked for', async () => {
    const { code, stdout } = await workspace.run(['doctor', '--json'], { LOG_LEVEL: 'info' })
    expect(JSON.parse(stdout)).toMatchObject({ ok: true })
    expect(code).toBe(0)
  })

  it('should make no user for a tenant that is not there', async () => {
    const { code, stderr } = await workspace.run([
      ...['admin', 'create', '--email', 'lost@test.example', '--first-name', 'A'],
      ...['--last-name', 'B', '--tenant', 'nowhere'],
    ])
    expect({ code, stderr }).toEqual({ code: 1, stderr: 'there is no tenant "nowhere"\n' })
    expect(await database.sql('select 1 from users')).toEqual([])
  })

  it('should tell the password that it made for a tenant’s first admin, who can sign in with it', async () => {
    await workspace.run(['tenant', 'create', '--name', 'Hill Road'])
    const { stdout } = await workspace.run([
      ...['admin', 'create', '--email', 'first@test.example', '--first-name', 'A'],
      ...['--last-name', 'B', '--tenant', 'hill-road'],
    ])
    expect(stdout).toMatch(
      /^first@test\.example may sign in as admin of Hill Road\npassword: \S{16}\n$/,
    )
    const roles = await database.sql(
      `select r.value::text as role from memberships m join memberships_roles r on r.parent_id = m.id
         join users u on u.id = m.user_id where u.email = 'first@test.example'`,
    )
    expect(roles).toEqual([{ role: 'admin' }])
  })
})

describe('caseload serve', () => {
  it('should say which port is taken, and end', async () => {
    const first = await workspace.serve()
    const second = await workspace.run(['serve', '--no-admin'], { PORT: String(first.port) })
    expect(second.code).toBe(1)
    expect(second.stderr).toMatch(
      new RegExp(`^HOST or PORT: cannot listen on 127\\.0\\.0\\.1:${first.port} .*EADDRINUSE`, 'm'),
    )
    expect(await knock(first, '/ready')).toBe(200)
  })

  it.each([['serve', '--no-admin'], ['worker']])(
    'should refuse to %s while a migration is pending, and say what to do',
    async (...args) => {
      const pending = await createTestDatabase()
      await pending.sql('delete from payload_migrations')
      const { code, stderr } = await workspace.run(args, environmentFor(pending))
      await pending.drop()
      expect(code).toBe(1)
      expect(stderr).toContain('migrations are pending: run `caseload migrate` first')
    },
  )
})

describe('bin/caseload.mjs', () => {
  const doctor = (program: readonly [string, ...string[]]): Promise<Ended> => {
    const cwd = path.join(workspace.folder, 'elsewhere')
    mkdirSync(cwd)
    return startProgram([...program, 'doctor', '--json'], {
      cwd,
      env: { ...environmentFor(database), CASELOAD_DATA_DIR: 'here' },
    }).ended
  }

  it('should be the one that the package names', () => {
    const { bin: named } = JSON.parse(readFileSync('package.json', 'utf8')) as { bin: object }
    expect(named).toEqual({ caseload: 'bin/caseload.mjs' })
  })

  it('should work from any folder, run by Node', async () => {
    const { code, stdout } = await doctor([process.execPath, CONDITION, bin()])
    expect({ code, ok: (JSON.parse(stdout) as { ok: boolean }).ok }).toEqual({ code: 0, ok: true })
  })

  it('should work as a program of its own, through a link as npm makes it', async () => {
    const link = path.join(workspace.folder, 'caseload')
    symlinkSync(bin(), link)
    const { code, stdout } = await doctor([link])
    expect({ code, ok: (JSON.parse(stdout) as { ok: boolean }).ok }).toEqual({ code: 0, ok: true })
  })
})
