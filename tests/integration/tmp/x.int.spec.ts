import { expect, it } from '@jest/globals'
import { startTestApp } from '../../support/app.ts'
import { createClinic } from '../../support/clinic.ts'
import { book } from '../../support/flows.ts'
it('x', async () => {
  const app = await startTestApp()
  const clinic = await createClinic(app)
  await book(app, clinic)
  const seen: string[] = []
  for (let i = 0; i < 40; i++) {
    const { body } = await app.rest('GET', '/patients?limit=100&depth=0', { as: clinic.admin })
    seen.push(body.docs.map((d: any) => `${d.creditBalanceMinor}/${d.outstandingDuesMinor}/${d.guardianName}`).join(' '))
  }
  console.log(seen.join('\n'))
  await app.close()
  expect(1).toBe(1)
}, 60000)
