import { describe, expect, it } from '@jest/globals'
import ts from 'typescript'
import { readEnv } from '../../src/server/env.ts'
import {
  environmentOf,
  headComment,
  parseCompose,
  type Service,
  variablesIn,
} from './house/compose.ts'
import { copiesOf, isLeftOut, lastOf, parseDockerfile } from './house/dockerfile.ts'
import { listFiles, readText } from './house/files.ts'
import { parse } from './house/shapes.ts'

const files = listFiles()

/** The variables of the schema in src/server/env.ts. */
const variablesOfEnv = ((): string[] => {
  const names: string[] = []
  const visit = (node: ts.Node): void => {
    const isSchema = ts.isCallExpression(node) && node.expression.getText() === 'z.object'
    const [shape] = isSchema ? node.arguments : []
    const properties =
      shape !== undefined && ts.isObjectLiteralExpression(shape) ? shape.properties : []
    names.push(...properties.map((property) => property.name?.getText() ?? ''))
    ts.forEachChild(node, visit)
  }
  visit(parse({ path: 'src/server/env.ts', text: readText('src/server/env.ts') }))
  return names
})()

/** The environment of a process that has these variables and no others. */
const envOf = (variables: Readonly<Record<string, string>>) =>
  readEnv(variables as NodeJS.ProcessEnv)

const compose = readText('docker-compose.yml')
const { services, volumes } = parseCompose(compose)
const service = (name: string): Service => services[name] ?? {}

/** Names of variables in a text. */
const explainedIn = (text: string): string[] =>
  [...text.matchAll(/\b[A-Z][A-Z_]+\b/g)].map(([name]) => name)

const SECRETS = {
  CASELOAD_APP_PASSWORD: 'a1',
  CASELOAD_OWNER_PASSWORD: 'b2',
  ENCRYPTION_KEYS: `k1:${'A'.repeat(43)}=`,
  PAYLOAD_SECRET: 's'.repeat(32),
  POSTGRES_PASSWORD: 'c3',
}
const environment = (name: string) => environmentOf(service(name), SECRETS)

const dockerfile = parseDockerfile(readText('Dockerfile'))
const [buildStage, image] = [dockerfile[0], dockerfile.at(-1)].map(
  (stage) => stage ?? { image: '', instructions: [], name: '' },
) as [(typeof dockerfile)[number], (typeof dockerfile)[number]]
const dockerignore = readText('.dockerignore')
const packageJson = JSON.parse(readText('package.json')) as {
  bin: Record<string, string>
  engines: { node: string }
  scripts: Record<string, string>
}

describe('.env.example', () => {
  const lines = readText('.env.example').split('\n').filter(Boolean)
  const values = Object.fromEntries(
    lines
      .filter((line) => !line.startsWith('#'))
      .map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]),
  )

  it('should list exactly the variables of src/server/env.ts, by name', () => {
    expect(variablesOfEnv.length).toBeGreaterThan(14)
    expect(Object.keys(values)).toEqual(variablesOfEnv.toSorted())
  })

  it('should hold values that are right, and the defaults where there are some', () => {
    expect(envOf(values)).toEqual(envOf({}))
  })

  it('should say of each what it means, its default and when it is needed', () => {
    const comments = lines.filter((line) => line.startsWith('#'))
    expect(comments).toHaveLength(Object.keys(values).length)
    expect(comments.filter((line) => !/ Default: .*\. Needed\b/.test(line))).toEqual([])
  })

  it('should not be what Compose reads', () => {
    expect(files).not.toContain('.env')
  })
})

describe('docker-compose.yml', () => {
  it('should have a database, a migration, a server, a worker and a mail catcher', () => {
    expect(Object.keys(services).toSorted()).toEqual([
      'app',
      'mail',
      'migrate',
      'postgres',
      'worker',
    ])
  })

  it.each([
    ['app', ['serve']],
    ['migrate', ['migrate']],
    ['worker', ['worker']],
  ])('should run %s by the command %j of our image', (name, command) => {
    expect(service(name)).toMatchObject({ build: '.', command })
    expect(readText('src/server/cli.ts')).toContain(`case '${command.join(' ')}'`)
  })

  it('should explain every variable that it takes, or leave that to .env.example', () => {
    const explained = explainedIn(headComment(compose))
    const unknown = variablesIn(compose).filter(
      ({ name }) => !variablesOfEnv.includes(name) && !explained.includes(name),
    )
    expect(unknown).toEqual([])
  })

  it('should name every variable that may be set in its head', () => {
    const explained = explainedIn(headComment(compose))
    const taken = variablesIn(compose).map(({ name }) => name)
    expect(taken.filter((name) => !explained.includes(name))).toEqual([])
  })

  it('should start only with all secrets', () => {
    const secret = variablesIn(compose).filter(({ name }) => name in SECRETS)
    expect(new Set(secret.map(({ name }) => name)).size).toBe(5)
    expect(secret.filter(({ operator, rest }) => operator !== ':?' || rest === '')).toEqual([])
  })

  it('should have a default for everything else', () => {
    const others = variablesIn(compose).filter(({ name }) => !(name in SECRETS))
    expect(others.filter(({ operator }) => operator !== ':-')).toEqual([])
  })

  it.each(['app', 'migrate', 'worker'])('should give %s an environment that is right', (name) => {
    const given = environment(name)
    expect(Object.keys(given).filter((key) => !variablesOfEnv.includes(key))).toEqual([])
    expect(envOf(given)).toMatchObject({ DATABASE_URL: given.DATABASE_URL })
  })

  it('should give the login that owns the tables to the migration alone', () => {
    const owners = Object.keys(services).filter(
      (name) => 'DATABASE_OWNER_URL' in (service(name).environment ?? {}),
    )
    expect(owners).toEqual(['migrate'])
  })

  it('should ask whether the database answers before anything uses it', () => {
    expect(service('postgres').healthcheck?.test).toContain('pg_isready')
    for (const name of ['app', 'migrate', 'worker']) {
      expect(service(name).depends_on?.postgres?.condition).toBe('service_healthy')
    }
  })

  it('should migrate before anything serves', () => {
    for (const name of ['app', 'worker']) {
      expect(service(name).depends_on?.migrate?.condition).toBe('service_completed_successfully')
    }
    expect(service('migrate').restart).toBe('no')
  })

  it('should ask the server of its image whether it is ready', () => {
    expect(service('app').healthcheck).toBeUndefined()
    expect(lastOf(image, 'HEALTHCHECK')).toContain('/ready')
  })

  it('should mount what there is', () => {
    const mounts = Object.values(services).flatMap(({ volumes: all = [] }) => all)
    const sources = mounts.map((mount) => mount.split(':')[0] ?? '')
    const folders = sources.filter((source) => source.startsWith('./'))
    const named = sources.filter((source) => !source.startsWith('./'))
    expect(
      folders.filter((folder) => !files.some((file) => file.startsWith(folder.slice(2)))),
    ).toEqual([])
    expect(named.toSorted()).toEqual(Object.keys(volumes).toSorted())
  })

  it('should open no port of the database', () => {
    expect(service('postgres').ports).toBeUndefined()
  })
})

describe('deploy/postgres/10-logins.sql', () => {
  const sql = readText('deploy/postgres/10-logins.sql')

  it('should read only what the container is given', () => {
    const read = [...sql.matchAll(/^\\getenv \w+ (\w+)$/gm)].map(([, name]) => name)
    expect(read.toSorted()).toEqual(['CASELOAD_APP_PASSWORD', 'CASELOAD_OWNER_PASSWORD'])
    expect(Object.keys(service('postgres').environment ?? {})).toEqual(expect.arrayContaining(read))
  })

  it.each([
    ['DATABASE_URL', 'app'],
    ['DATABASE_OWNER_URL', 'migrate'],
  ])('should make the login and the database of %s', (name, of) => {
    const url = new URL(environment(of)[name] ?? '')
    expect(sql).toContain(`create role ${url.username} login password`)
    expect(sql).toContain(`create database ${url.pathname.slice(1)} owner`)
    expect(Object.keys(services)).toContain(url.hostname)
  })
})

describe('the Dockerfile', () => {
  it('should copy only what the repository has and .dockerignore lets in', () => {
    const copied = copiesOf(buildStage)
      .filter(({ from }) => from === '')
      .flatMap(({ sources }) => sources)
    const missing = copied.filter(
      (source) => source !== '.' && (!files.includes(source) || isLeftOut(dockerignore, source)),
    )
    expect(copied).toContain('.')
    expect(missing).toEqual([])
  })

  it('should let in all that the build reads', () => {
    const read = files.filter((file) =>
      /^(?:src|seed|scripts)\/|^(?:next|payload)\.config\.ts$|^tsconfig/.test(file),
    )
    expect(read.length).toBeGreaterThan(200)
    expect(read.filter((file) => isLeftOut(dockerignore, file))).toEqual([])
  })

  it('should keep secrets, data and tests out', () => {
    const out = [
      '.env',
      '.env.local',
      '.data/secrets.json',
      '.git/config',
      'tests/unit/papers.spec.ts',
    ]
    expect(out.filter((file) => !isLeftOut(dockerignore, file))).toEqual([])
  })

  it('should take from the first stage what that has copied or made', () => {
    const made: Record<string, RegExp> = {
      '.next': /npm run build/,
      dist: /npm run build/,
      node_modules: /npm ci/,
    }
    const run = buildStage.instructions
      .filter(({ name }) => name === 'RUN')
      .map(({ args }) => args)
      .join(' ')
    const taken = copiesOf(image).flatMap(({ from, sources }) =>
      sources.map((source) => ({ from, source })),
    )
    const wrong = taken.filter(({ from, source }) => {
      const file = source.replace(/^\/app\//, '')
      const isCopied = files.includes(file) && !isLeftOut(dockerignore, file)
      return from !== buildStage.name || !(isCopied || made[file]?.test(run) === true)
    })
    expect(taken.length).toBeGreaterThan(4)
    expect(wrong).toEqual([])
  })

  it('should run as somebody who is not root', () => {
    expect(lastOf(image, 'USER')).toMatch(/^(?!root|0\b)\w+$/)
    const after = image.instructions.findIndex(({ name }) => name === 'USER')
    expect(
      image.instructions.slice(after).filter(({ name }) => name === 'RUN' || name === 'COPY'),
    ).toEqual([])
  })

  it('should start what the build makes of src/server/cli.ts, under the right conditions', () => {
    const entry = JSON.parse(lastOf(image, 'ENTRYPOINT')) as string[]
    expect(entry).toEqual(['node', '--conditions=production', 'dist/src/server/cli.js'])
    expect(files).toContain('src/server/cli.ts')
    expect(packageJson.scripts.build).toBe('node scripts/build.mjs')
    expect(readText(packageJson.bin.caseload ?? '')).toContain(`'../${entry.at(-1) ?? ''}'`)
  })

  it('should serve unless told otherwise', () => {
    expect(JSON.parse(lastOf(image, 'CMD'))).toEqual(['serve'])
  })

  it('should use a Node that the package allows, the same in both stages', () => {
    const [, major] = /^node:(\d+)-/.exec(image.image) ?? []
    const [, least] = /^>=(\d+)\.\d+$/.exec(packageJson.engines.node) ?? []
    // A tag of a whole major is its newest release.
    expect(Number(major)).toBeGreaterThanOrEqual(Number(least))
    expect(buildStage.image).toBe(image.image)
  })

  it('should set only variables that something reads', () => {
    const names = [...lastOf(image, 'ENV').matchAll(/\b([A-Z_]+)=/g)].map(([, name]) => name ?? '')
    expect(
      names.filter((name) => ![...variablesOfEnv, 'NEXT_TELEMETRY_DISABLED'].includes(name)),
    ).toEqual([])
  })
})

describe('the readers of papers', () => {
  it('should see variables with and without a default', () => {
    expect(variablesIn('a: ${A:-1} ${B:?say} ${C}')).toEqual([
      { name: 'A', operator: ':-', rest: '1' },
      { name: 'B', operator: ':?', rest: 'say' },
      { name: 'C', operator: '', rest: '' },
    ])
  })

  it('should see stages, joined lines and what is copied', () => {
    const stages = parseDockerfile(
      'FROM a AS b\n# no\nRUN x \\\n  && y\nFROM c\nCOPY --from=b /d /e ./\n',
    )
    expect(stages.map(({ image: of, name }) => [of, name])).toEqual([
      ['a', 'b'],
      ['c', ''],
    ])
    expect(lastOf(stages[0] ?? image, 'RUN')).toBe('x && y')
    expect(copiesOf(stages[1] ?? image)).toEqual([{ from: 'b', sources: ['/d', '/e'] }])
  })

  it('should know what is left out of an image', () => {
    const list = '# no\n.env\n.env.*\n*.md\ntests\n'
    const out = [
      '.env',
      '.env.local',
      'README.md',
      'tests/a.ts',
      'src/tests.ts',
      'docs/a.md',
    ].filter((file) => isLeftOut(list, file))
    expect(out).toEqual(['.env', '.env.local', 'README.md', 'tests/a.ts'])
  })
})
