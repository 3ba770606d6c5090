import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { asSystem } from '../../../src/db/scope.ts'
import { protectedText } from '../../../src/fields/protectedText.ts'
import { keyFindings } from '../../../src/operations/operation/checkKeys.ts'
import { deriveKeyRing, parseKeyRing } from '../../../src/operations/operation/keyRing.ts'
import { rewrapKeys, rotateTenantKey } from '../../../src/operations/operation/rotateKeys.ts'
import { openSecret, sealSecret } from '../../../src/operations/signIn/sealing.ts'
import { servicesOf } from '../../../src/operations/common/services.ts'
import { createHealth, ensureGuarded } from '../../../src/server/health.ts'
import { slugs } from '../../../src/slugs.ts'
import { startTestApp, type TestApp } from '../../support/app.ts'
import { type Clinic, createClinic, createPatient } from '../../support/clinic.ts'

const newKey = (): string => randomBytes(32).toString('base64')
const KEYS = `k1:${newKey()}`
const NOTE = 'An allergy to latex.'

const anybody = () => true

let app: TestApp
let clinic: Clinic
let other: Clinic

/** Settings keep versions: here with a protected text of their own. */
beforeAll(async () => {
  app = await startTestApp({
    caseload: {
      collections: {
        settings: ({ defaultCollection }) => ({
          ...defaultCollection,
          fields: [
            ...defaultCollection.fields,
            protectedText({
              name: 'secretText',
              access: { create: anybody, read: anybody, update: anybody },
            }),
          ],
        }),
      },
      encryptionKeys: KEYS,
    },
  })
  await app.sql('alter table settings add column secret_text varchar')
  await app.sql('alter table _settings_v add column version_secret_text varchar')
  clinic = await createClinic(app)
  other = await createClinic(app)
})
afterAll(() => app.close())

const asTest = <T>(run: () => Promise<T>): Promise<T> => asSystem('test', run)

const newPatient = (of = clinic): Promise<string> =>
  asTest(async () =>
    createPatient(app, await app.reqOf(), { contact: of.contact, tenant: of.tenant.id }),
  )
const write = (id: string, medicalNotes: string, of = clinic) =>
  app.rest('PATCH', `/patients/${id}`, { as: of.admin, body: { medicalNotes } })
const read = async (id: string, of = clinic) =>
  (await app.rest('GET', `/patients/${id}`, { as: of.admin })).body.medicalNotes as unknown
const storedNote = async (id: string): Promise<string> =>
  (
    await app.sql<{ text: string }>('select medical_notes as text from patients where id = $1', [
      id,
    ])
  )[0]?.text ?? ''

describe('a version of a document', () => {
  it('should hold protected texts encrypted, and bring them back when it is restored', async () => {
    const { body } = await app.rest('GET', '/settings', { as: clinic.admin })
    const id = body.docs[0].id as string
    const save = async (secretText: string) =>
      asTest(async () =>
        app.payload.update({
          collection: slugs.settings,
          data: { secretText } as object,
          id,
          overrideAccess: true,
          req: await app.reqOf(),
        }),
      )
    await save('first text')
    await save('second text')
    const texts = await app.sql<{ id: string; text: string }>(
      `select id, version_secret_text as text from _settings_v
        where parent_id = $1 and version_secret_text is not null order by created_at`,
      [id],
    )
    expect(texts).toHaveLength(2)
    for (const { text } of texts) expect(text).toMatch(/^v1\.d1\./)
    await asTest(async () =>
      app.payload.restoreVersion({
        collection: slugs.settings,
        id: texts[0]?.id ?? '',
        overrideAccess: true,
        req: await app.reqOf(),
      }),
    )
    const doc = (await app.rest('GET', `/settings/${id}`, { as: clinic.admin })).body
    expect(doc.secretText).toBe('first text')
  })
})

describe('a rotation of data keys', () => {
  it('should lose no text and no update of those who write meanwhile', async () => {
    const ids = await Promise.all(Array.from({ length: 12 }, () => newPatient()))
    for (const id of ids) await write(id, `${NOTE} 0`)
    const writers = ids.map(async (id, index) => {
      for (const round of [1, 2, 3, 4]) {
        if (index % 2 === 0) await write(id, `${NOTE} ${round}`)
        else {
          await app.rest('PATCH', `/patients/${id}`, {
            as: clinic.operator,
            body: { referralSource: `round ${round}` },
          })
        }
      }
    })
    const rotated = await asTest(() => rotateTenantKey(app.payload, clinic.tenant.id))
    await Promise.all(writers)
    expect(rotated).toMatchObject({ key: 2, left: 0, retired: 1 })
    expect(rotated.reencrypted).toBeGreaterThan(0)
    for (const [index, id] of ids.entries()) {
      expect(await storedNote(id)).toMatch(/^v1\.d2\./)
      expect(await read(id)).toBe(`${NOTE} ${index % 2 === 0 ? 4 : 0}`)
    }
    const old = await app.sql(
      `select 1 from _settings_v where tenant_id = $1 and version_secret_text like 'v1.d1.%'`,
      [clinic.tenant.id],
    )
    expect(old).toEqual([])
  })

  it('should leave other tenants, and what does not open, as they are', async () => {
    const [mine, broken, theirs] = [await newPatient(), await newPatient(), await newPatient(other)]
    await write(mine, NOTE)
    await write(broken, NOTE)
    await write(theirs, NOTE, other)
    const foreign = await storedNote(theirs)
    await app.sql(
      `update patients set medical_notes = left(medical_notes, -2) || 'AA' where id = $1`,
      [broken],
    )
    const before = await storedNote(broken)
    const { left, retired } = await asTest(() => rotateTenantKey(app.payload, clinic.tenant.id))
    expect([left, retired]).toEqual([1, 0])
    expect(await storedNote(broken)).toBe(before)
    expect(await storedNote(theirs)).toBe(foreign)
    expect(await read(mine)).toBe(NOTE)
  })

  it('should keep the key of a text whose tenant is made by a transaction that fails', async () => {
    const third = await createClinic(app)
    const id = await newPatient(third)
    const failed = await app.rest('PATCH', `/patients/${id}`, {
      as: third.admin,
      body: { guardians: [], medicalNotes: NOTE },
    })
    expect(failed.status).toBe(422)
    await write(id, NOTE, third)
    expect(await read(id, third)).toBe(NOTE)
    expect(await asTest(() => keyFindings(app.payload))).toEqual([])
  })
})

describe('the key-encryption keys', () => {
  const given = (text: string): void => {
    const ring = parseKeyRing(text)
    Object.assign(servicesOf(app.payload), { keys: () => ring })
  }

  it('should be told by name where they do not open every data key, and nothing start', async () => {
    given(`k1:${newKey()}`)
    expect(await asTest(() => keyFindings(app.payload))).toEqual([
      expect.stringMatching(/^ENCRYPTION_KEYS: k1 is another key than the one that wrapped \d+ /),
    ])
    await expect(ensureGuarded(app.payload)).rejects.toThrow('ENCRYPTION_KEYS: k1 is another key')
    given(`k2:${newKey()}`)
    await expect(ensureGuarded(app.payload)).rejects.toThrow('ENCRYPTION_KEYS: k1 is not given')
    const health = createHealth(app.payload)
    health.markStarted()
    expect(await health.check()).toEqual({ missing: ['keys'], ready: false })
    given(KEYS)
    expect(await health.check()).toEqual({ missing: [], ready: true })
  })

  it('should be replaced by new ones, after which the old need not be given', async () => {
    const next = `k2:${newKey()}`
    const id = await newPatient()
    await write(id, NOTE)
    given(`${next},${KEYS}`)
    expect(await read(id)).toBe(NOTE)
    expect(await asTest(() => rewrapKeys(app.payload))).toBeGreaterThan(2)
    expect(await asTest(() => rewrapKeys(app.payload))).toBe(0)
    given(next)
    expect(await asTest(() => keyFindings(app.payload))).toEqual([])
    expect(await read(id)).toBe(NOTE)
  })

  it('should follow from the secret of a host that gives none', () => {
    const [a, b] = [deriveKeyRing('one secret'), deriveKeyRing('another')]
    expect(a.current.key).toEqual(deriveKeyRing('one secret').current.key)
    expect(a.current.key).not.toEqual(b.current.key)
  })
})

describe('a secret of the platform', () => {
  it('should open for its purpose and its person alone', async () => {
    const sealed = await sealSecret(app.payload, 'totp', { id: clinic.admin.id, text: 'SEED' })
    expect(sealed).toMatch(/^v1\.d1\./)
    expect(await openSecret(app.payload, 'totp', { id: clinic.admin.id, sealed })).toBe('SEED')
    for (const [purpose, id] of [
      ['totp', clinic.operator.id],
      ['backup', clinic.admin.id],
    ] as const) {
      await expect(openSecret(app.payload, purpose, { id, sealed })).rejects.toThrow(
        'does not open',
      )
    }
  })
})
