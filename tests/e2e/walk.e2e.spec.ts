import { execFile } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'
import { describe, expect, it } from '@jest/globals'
import { asSuperuser } from '../../src/server/embedded/database.ts'
import { testCluster } from '../support/database.ts'
import { cpuSecondsOf } from '../support/processes.ts'
import { useProduct } from './support/stage.ts'

const run = promisify(execFile)

const stage = useProduct()

/** The first block of a language after the mark of the walk, word for word. */
const blockOf = (language: string): string => {
  const walk = readFileSync('README.md', 'utf8').split('<!-- walk -->')[1] ?? ''
  const block = walk.split(`\`\`\`${language}\n`)[1]?.split('\n```')[0]
  if (block === undefined) throw new Error(`the README has no ${language} block`)
  return block
}

describe('the walk of the README', () => {
  it('should say what the README says, on a fresh start', async () => {
    const { stdout } = await run('bash', ['-eu', '-c', blockOf('bash')], {
      env: { ...process.env, URL: stage.product.url },
      timeout: 90_000,
    })
    const told = stdout.trimEnd().split('\n')
    const expected = blockOf('text').split('\n')
    // "…" stands for a date.
    const ends = expected.map((line) => line.indexOf('…'))
    expect(told.map((line, at) => ((ends[at] ?? -1) < 0 ? line : line.slice(0, ends[at])))).toEqual(
      expected.map((line) => line.replace('…', '')),
    )
  }, 100_000)

  it('should leave what it says in the database', async () => {
    const rows = await stage.product.database.sql(
      `select s.status::text, s.cancellation_reason_code::text as reason,
              (select array_agg(distinct n.kind::text || ' ' || n.status::text)
                 from notifications n where n.session_id = s.id and n.kind = 'confirmation'
                  and n.status <> 'skipped') as told
         from sessions s join patients p on p.id = s.patient_id where p.first_name = 'Sara'`,
    )
    expect(rows).toEqual([
      { reason: 'patient-ill', status: 'cancelled', told: ['confirmation sent'] },
    ])
    expect(await stage.product.database.sql('select * from fin.violations')).toEqual([])
  })
})

// The last of this file: afterwards there is nothing left to serve.
describe('a product whose output nobody reads any more', () => {
  it('should not complain about that without end when a page fails, and still stop', async () => {
    const { database, server, url } = stage.product
    server.deafen()
    await asSuperuser(testCluster(), (client) =>
      client.query(`drop database "${database.name}" with (force)`),
    )
    await fetch(`${url}/admin/login`)
    const before = cpuSecondsOf(server.pid)
    await sleep(2_000)
    expect(cpuSecondsOf(server.pid) - before).toBeLessThan(1)
    server.kill('SIGTERM')
    expect(await server.ended).toMatchObject({ code: 0, signal: null })
  }, 60_000)
})
