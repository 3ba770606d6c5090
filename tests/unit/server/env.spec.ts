import { describe, expect, it } from '@jest/globals'
import { EnvironmentError, readEnv } from '../../../src/server/env.ts'

const read = (env: Record<string, string>) => readEnv(env as unknown as NodeJS.ProcessEnv)

/** The variables that the refusal names. */
const wrongIn = (env: Record<string, string>): string[] => {
  try {
    read(env)
    return []
  } catch (error) {
    return error instanceof EnvironmentError
      ? error.problems.map((problem) => problem.split(':')[0] ?? '')
      : [String(error)]
  }
}

describe('an environment that is right', () => {
  it('should need nothing (OPS-7)', () => {
    expect(read({})).toEqual({
      CASELOAD_DATA_DIR: '.data',
      CASELOAD_PRESET: 'therapy-centre',
      DATABASE_POOL_MAX: 20,
      DATABASE_WITHOUT_TLS: false,
      HOST: '0.0.0.0',
      LOG_LEVEL: 'info',
      NODE_ENV: 'production',
      PORT: 3000,
      RATE_LIMIT_ADDRESS: 100,
      RATE_LIMIT_FORMS: 600,
      RATE_LIMIT_REPORTS: 10,
      RATE_LIMIT_SIGN_IN: 10,
      RATE_LIMIT_TENANT: 1_000,
      RATE_LIMIT_USER: 100,
      TRUSTED_PROXIES: 0,
      WITH_ADMIN: true,
    })
  })

  it('should take what is set, as numbers and flags where they are meant', () => {
    expect(
      read({
        CASELOAD_PRESET: 'veterinary',
        DATABASE_POOL_MAX: '5',
        DATABASE_URL: 'postgresql://a:b@localhost/c',
        MAIL_FROM: 'desk@example.org',
        PORT: '8080',
        SERVER_URL: 'https://clinic.example.org',
        SMTP_URL: 'smtps://mail.example.org',
        TRUSTED_PROXIES: '1',
        WITH_ADMIN: 'false',
      }),
    ).toMatchObject({
      CASELOAD_PRESET: 'veterinary',
      DATABASE_POOL_MAX: 5,
      DATABASE_URL: 'postgresql://a:b@localhost/c',
      MAIL_FROM: 'desk@example.org',
      PORT: 8_080,
      SERVER_URL: 'https://clinic.example.org',
      SMTP_URL: 'smtps://mail.example.org',
      TRUSTED_PROXIES: 1,
      WITH_ADMIN: false,
    })
  })

  it('should take empty for not set, as compose files write it', () => {
    const empty = ['DATABASE_URL', 'LOG_LEVEL', 'MAIL_FROM', 'PORT', 'SMTP_URL', 'WITH_ADMIN']
    expect(read(Object.fromEntries(empty.map((name) => [name, ''])))).toEqual(read({}))
  })

  it('should leave variables of others alone', () => {
    expect(read({ HOME: '/root', PATH: '/bin' })).toEqual(read({}))
  })
})

describe('an environment that is wrong', () => {
  it.each([
    ['CASELOAD_PRESET', 'dental'],
    ['DATABASE_OWNER_URL', 'mysql://localhost'],
    ['DATABASE_POOL_MAX', '1'],
    ['DATABASE_POOL_MAX', '201'],
    ['DATABASE_POOL_MAX', 'many'],
    ['DATABASE_URL', 'localhost/caseload'],
    ['LOG_LEVEL', 'loud'],
    ['MAIL_FROM', 'the desk'],
    ['METRICS_TOKEN', 'short'],
    ['NODE_ENV', 'staging'],
    ['PAYLOAD_SECRET', 'x'.repeat(31)],
    ['PORT', '65536'],
    ['PORT', '80.5'],
    ['PORT', '-1'],
    ['SERVER_URL', 'clinic.example.org'],
    ['TRUSTED_PROXIES', '11'],
    ['WITH_ADMIN', 'yes'],
  ])('should be refused with the name %s where it is %p (OPS)', (name, value) => {
    expect(wrongIn({ [name]: value })).toEqual([name])
  })

  it('should name each wrong variable, not only the first (OPS)', () => {
    expect(wrongIn({ LOG_LEVEL: 'loud', PORT: 'x', WITH_ADMIN: 'yes' }).sort()).toEqual([
      'LOG_LEVEL',
      'PORT',
      'WITH_ADMIN',
    ])
  })

  it('should ask for MAIL_FROM together with SMTP_URL', () => {
    expect(wrongIn({ SMTP_URL: 'smtp://mail.example.org' })).toEqual(['MAIL_FROM'])
    expect(wrongIn({ MAIL_FROM: '', SMTP_URL: 'smtp://mail.example.org' })).toEqual(['MAIL_FROM'])
    expect(wrongIn({ MAIL_FROM: 'desk@example.org' })).toEqual([])
    expect(wrongIn({ SMTP_URL: 'http://mail.example.org' }).sort()).toEqual([
      'MAIL_FROM',
      'SMTP_URL',
    ])
  })

  it('should list the problems in the message, without the values (SEC-10)', () => {
    const secret = 'hunter2-hunter2'
    expect(() => read({ DATABASE_URL: secret, METRICS_TOKEN: secret })).toThrow(
      /^The environment is not right:\n {2}DATABASE_URL: .+\n {2}METRICS_TOKEN: .+$/,
    )
    expect(() => read({ DATABASE_URL: secret, METRICS_TOKEN: secret })).not.toThrow(secret)
  })
})

describe('a database on another machine', () => {
  const url = (tail: string) => ({ DATABASE_URL: `postgres://a:b@${tail}` })

  it.each(['db/c', 'db.example/c?sslmode=disable', '10.0.0.5/c?sslmode=prefer', 'x/c?host=db'])(
    'should not be reached in production without TLS: %s (SEC-9)',
    (tail) => {
      expect(wrongIn(url(tail))).toEqual(['DATABASE_URL'])
      expect(wrongIn({ ...url(tail), DATABASE_WITHOUT_TLS: 'true' })).toEqual([])
      expect(wrongIn({ ...url(tail), NODE_ENV: 'development' })).toEqual([])
    },
  )

  it.each([
    'db.example/c?sslmode=verify-full',
    'db/c?sslmode=require',
    'localhost/c',
    '127.0.0.1:5433/c',
    '[::1]/c',
    'x/c?host=/var/run/postgresql',
  ])('should be reached with TLS, or where there is no way: %s', (tail) => {
    expect(wrongIn(url(tail))).toEqual([])
  })

  it('should name the login that lacks it', () => {
    const env = {
      DATABASE_OWNER_URL: 'postgres://o:p@db/c',
      DATABASE_URL: 'postgres://a:b@localhost/c',
    }
    expect(wrongIn(env)).toEqual(['DATABASE_OWNER_URL'])
  })
})

describe('origins', () => {
  it('should be a list', () => {
    const text = 'https://app.example, http://localhost:4000'
    expect(read({ ALLOWED_ORIGINS: text }).ALLOWED_ORIGINS).toEqual([
      'https://app.example',
      'http://localhost:4000',
    ])
  })

  it.each(['*', 'app.example', 'https://app.example/', 'https://a.example https://b.example'])(
    'should not be %s',
    (text) => {
      expect(wrongIn({ ALLOWED_ORIGINS: text })).toEqual(['ALLOWED_ORIGINS'])
    },
  )
})
