import { readdirSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals'
import { startTestApp, type TestApp } from '../../support/app.ts'
import { type Clinic, createClinic } from '../../support/clinic.ts'
import { contentsOf } from '../../support/contents.ts'
import { book, pay } from '../../support/flows.ts'
import { environmentFor, openWorkspace, type Workspace } from '../../support/processes.ts'

// Several processes one after the other, on a machine that may be busy.
jest.setTimeout(240_000)

const DAY_MS = 86_400_000
/** A Wednesday, one to two weeks ahead. */
const WEDNESDAY = [8, 9, 10, 11, 12, 13, 14]
  .map((days) => new Date(Date.now() + days * DAY_MS))
  .find((at) => at.getUTCDay() === 3)
  ?.toISOString()
  .slice(0, 10)

describe('a clinic beside the demo', () => {
  let app: TestApp
  let clinic: Clinic
  let before: Record<string, string>
  let workspace: Workspace
  beforeAll(async () => {
    app = await startTestApp({ nowMs: Date.now() })
    clinic = await createClinic(app)
    await book(app, clinic, { startsAt: `${WEDNESDAY ?? ''}T10:00` })
    await pay(app, clinic, { amountMinor: 150_000 })
    before = await contentsOf(app.sql)
    workspace = openWorkspace({ env: environmentFor(app.database) })
    const { code, stderr } = await workspace.run(['seed', '--small'])
    expect({ code, stderr: code === 0 ? '' : stderr }).toEqual({ code: 0, stderr: '' })
  })
  afterAll(async () => {
    await workspace.close()
    await app.close()
  })

  it('should keep its own messages while a demo is seeded: they are its own worker’s to send', async () => {
    const own = await app.sql(
      `select status::text, count(*)::int > 0 as some from notifications
        where tenant_id = $1 and kind = 'confirmation' group by 1`,
      [clinic.tenant.id],
    )
    expect(own).toEqual([{ some: true, status: 'queued' }])
    const [demo] = await app.sql<{ sent: number }>(
      `select count(*)::int as sent from notifications where tenant_id <> $1 and status = 'sent'`,
      [clinic.tenant.id],
    )
    expect(demo?.sent).toBeGreaterThan(0)
    expect(readdirSync(path.join(workspace.dataDir, 'sent'))).toHaveLength(demo?.sent ?? 0)
  })

  it('should be all that is left when the demo is removed, with every guard in place', async () => {
    const { code, stderr } = await workspace.run(['seed', '--remove-demo'])
    expect({ code, stderr }).toEqual({ code: 0, stderr: expect.stringContaining('removed') })
    expect(await contentsOf(app.sql)).toEqual(before)
    expect(readdirSync(path.join(workspace.dataDir, 'sent'))).toEqual([])
    const { stdout } = await workspace.run(['doctor', '--json'])
    expect(JSON.parse(stdout)).toMatchObject({ ok: true })
    await expect(app.sql('delete from ledger_entries')).rejects.toThrow('append-only')
  })

  it('should be left alone where it has the slug of a demo clinic', async () => {
    await app.sql(`update tenants set slug = 'sunrise' where id = $1`, [clinic.tenant.id])
    const own = await contentsOf(app.sql)
    const { code, stderr } = await workspace.run(['seed', '--remove-demo'])
    expect({ code, stderr }).toEqual({ code: 0, stderr: expect.stringContaining('left alone') })
    expect(await contentsOf(app.sql)).toEqual(own)
  })
})
