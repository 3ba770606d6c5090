// An app of somebody else's, in a folder of its own: the blocks of docs/plugin.md on the package that
// `npm pack` makes. Nothing of this repository is reached from there.
import { execFile } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import pg from 'pg'
import { asSuperuser, dropDatabase } from '../../../src/server/embedded/database.ts'
import { testCluster } from '../../support/database.ts'
import { eventually } from '../../support/eventually.ts'
import { knock, type Started, startProgram } from '../../support/processes.ts'
import { freePort } from './product.ts'

const run = promisify(execFile)

export const PASSWORD = 'correct horse battery'

export interface Host {
  readonly close: () => Promise<void>
  readonly env: Readonly<Record<string, string>>
  readonly folder: string
  readonly port: number
  /** Seconds, by step. */
  readonly took: Readonly<Record<string, number>>
  /** Runs a line as one types it in the app's folder. */
  readonly type: (line: string) => Promise<{ code: number; stderr: string; stdout: string }>
}

interface Lock {
  readonly packages: Readonly<Record<string, { readonly version?: string }>>
}

const page = readFileSync('docs/plugin.md', 'utf8')
const lock = JSON.parse(readFileSync('package-lock.json', 'utf8')) as Lock

/** The blocks of code below marks of a kind, with what the mark says. */
const blocksBelow = (kind: string): { block: string; mark: string }[] =>
  [...page.matchAll(/<!-- (\w+)(?:: ([^ ]+))? -->\n+```\w+\n([\s\S]*?)\n```/g)]
    .filter(([, name]) => name === kind)
    .map(([, , mark = '', block = '']) => ({ block: `${block}\n`, mark }))

const versionsOf = (...names: string[]): Record<string, string> =>
  Object.fromEntries(
    names.map((name) => [name, lock.packages[`node_modules/${name}`]?.version ?? 'unknown']),
  )

/** What `create-payload-app` leaves beside the configuration: routes, Next's settings, a manifest. */
const writeApp = (folder: string, tarball: string): void => {
  const write = (file: string, content: object | string): void => {
    mkdirSync(path.dirname(path.join(folder, file)), { recursive: true })
    const text = typeof content === 'string' ? content : JSON.stringify(content, null, 2)
    writeFileSync(path.join(folder, file), text)
  }
  const manifest = {
    dependencies: {
      ...versionsOf('@payloadcms/db-postgres', '@payloadcms/next', '@payloadcms/ui', 'graphql'),
      ...versionsOf('next', 'payload', 'react', 'react-dom'),
      caseload: `file:${tarball}`,
    },
    devDependencies: versionsOf('@types/node', '@types/react', '@types/react-dom', 'typescript'),
    name: 'host',
    private: true,
    type: 'module',
    version: '1.0.0',
  }
  write('package.json', manifest)
  // The versions of our lock file, so that a release of somebody else's changes no test.
  const { '': _ours, ...packages } = lock.packages
  const { dependencies, devDependencies, name, version } = manifest
  write('package-lock.json', {
    lockfileVersion: 3,
    name,
    packages: { '': { dependencies, devDependencies, name, version }, ...packages },
    requires: true,
    version,
  })
  const { compilerOptions } = JSON.parse(readFileSync('tsconfig.json', 'utf8')) as {
    compilerOptions: { lib: string[] }
  }
  write('tsconfig.json', {
    compilerOptions: {
      allowJs: true,
      esModuleInterop: true,
      isolatedModules: true,
      jsx: 'react-jsx',
      lib: compilerOptions.lib,
      module: 'esnext',
      moduleResolution: 'bundler',
      noEmit: true,
      paths: { '@payload-config': ['./payload.config.ts'] },
      resolveJsonModule: true,
      skipLibCheck: true,
      strict: true,
      target: 'ES2022',
    },
    exclude: ['node_modules'],
    include: ['**/*.ts', '**/*.tsx', '.next/types/**/*.ts'],
  })
  write(
    'next.config.mjs',
    "import { withPayload } from '@payloadcms/next/withPayload'\nexport default withPayload({})\n",
  )
  // Payload generates these in every app, the same ones; the import map is the host's own.
  cpSync('src/app', path.join(folder, 'app'), { recursive: true })
  rmSync(path.join(folder, 'app/(payload)/admin/importMap.js'))
  write('app/(payload)/custom.css', '')
  for (const { block, mark } of blocksBelow('file')) write(mark, block)
  for (const [index, { block }] of blocksBelow('compile').entries()) {
    write(`examples/example${index}.ts`, block)
  }
}

/** A database that one login owns, who may make no roles: as an administrator hands it out. */
const openDatabase = async (): Promise<{ close: () => Promise<void>; url: string }> => {
  const cluster = testCluster()
  const name = `host_${process.pid}_${Date.now()}`
  await asSuperuser(cluster, async (client) => {
    await client.query(`create role ${name} login password '${name}'`)
    await client.query(`grant caseload_runtime to ${name}`)
    await client.query(`create database ${name} owner ${name}`)
  })
  return {
    async close() {
      await dropDatabase({ ...cluster, database: name })
      await asSuperuser(cluster, (client) => client.query(`drop role ${name}`))
    },
    url: `postgres://${name}:${name}@127.0.0.1:${cluster.port}/${name}`,
  }
}

/** Rows as the login of the app reads them, in sight of every clinic. */
export const rowsOf = async (host: Host, text: string): Promise<Record<string, unknown>[]> => {
  const client = new pg.Client({ connectionString: host.env.DATABASE_URL })
  await client.connect()
  try {
    await client.query("set app.tenants = '*'")
    return (await client.query(text)).rows as Record<string, unknown>[]
  } finally {
    await client.end()
  }
}

const packInto = async (folder: string): Promise<string> => {
  const { stdout } = await run('npm', ['pack', '--json', '--pack-destination', folder])
  const [{ filename = '' } = {}] = JSON.parse(stdout) as { filename?: string }[]
  return path.join(folder, filename)
}

/** Packs, installs, runs the page's own commands, builds and starts. */
export const startHost = async (): Promise<Host> => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'caseload-host-'))
  const database = await openDatabase()
  const port = await freePort()
  const took: Record<string, number> = {}
  const timed = async <T>(step: string, work: () => Promise<T>): Promise<T> => {
    const startedAt = performance.now()
    const result = await work()
    took[step] = Math.round((performance.now() - startedAt) / 100) / 10
    return result
  }
  const env = {
    CASELOAD_ADMIN_PASSWORD: PASSWORD,
    DATABASE_URL: database.url,
    LOG_LEVEL: 'warn',
    NEXT_TELEMETRY_DISABLED: '1',
    PAYLOAD_SECRET: 'a secret of the host, long enough',
  }
  const type: Host['type'] = async (line) => {
    const { code, stderr, stdout } = await startProgram(['bash', '-eu', '-c', line], {
      cwd: folder,
      env,
    }).ended
    return { code: code ?? 1, stderr, stdout }
  }
  const must = async (line: string): Promise<void> => {
    const { code, stderr, stdout } = await type(line)
    if (code !== 0) throw new Error(`${line}\nended with ${code}\n${stdout}\n${stderr}`)
  }
  let server: Started | undefined
  const close = async (): Promise<void> => {
    server?.kill('SIGTERM')
    await server?.ended
    await database.close()
    rmSync(folder, { force: true, recursive: true })
  }
  try {
    const tarball = await timed('pack', () => packInto(folder))
    writeApp(folder, tarball)
    await timed('install', async () => {
      const { NODE_ENV: _test, NODE_OPTIONS: _options, ...own } = process.env
      await run('npm', ['install', '--prefer-offline', '--no-audit', '--no-fund'], {
        cwd: folder,
        env: own as NodeJS.ProcessEnv,
      })
    })
    for (const { block } of blocksBelow('run')) await timed('commands', () => must(block))
    await timed('build', () => must('npx next build'))
    server = startProgram(
      [process.execPath, 'node_modules/next/dist/bin/next', 'start', '--port', String(port)],
      { cwd: folder, env },
    )
    await timed('start', async () => {
      const answer = await eventually(
        () => knock({ port }, '/api/users/me'),
        (status) => status === 200,
        60_000,
      )
      if (answer !== 200) throw new Error(`the app answers ${answer}\n${server?.told() ?? ''}`)
    })
  } catch (error) {
    await close()
    throw error
  }
  return { close, env, folder, port, took, type }
}
