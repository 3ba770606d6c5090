import { asSystem } from '../../../src/db/scope.ts'
import { startTestApp, type TestApp } from '../../support/app.ts'
import { type Clinic, createClinic, createPatient } from '../../support/clinic.ts'
import { inParallel } from './parallel.ts'
import type { Cleanup } from './prove.ts'

const DAY_MS = 86_400_000

/** A clinic on a database of its own, to be filled in this process and served by others. */
export const openClinic = async (cleanup: Cleanup): Promise<{ app: TestApp; clinic: Clinic }> => {
  const app = await startTestApp({ nowMs: Date.now() })
  cleanup(() => app.close())
  return { app, clinic: await createClinic(app) }
}

export const createPatients = async (
  app: TestApp,
  clinic: Clinic,
  count: number,
): Promise<string[]> => {
  const names = Array.from({ length: count }, (_, index) => `Patient ${index}`)
  return asSystem('test', () =>
    inParallel(names, 8, async (lastName) =>
      createPatient(app, await app.reqOf(), {
        contact: clinic.contact,
        lastName,
        tenant: clinic.tenant.id,
      }),
    ),
  )
}

/** Days from Monday to Friday, from `first` days after today on: `YYYY-MM-DD` in UTC. */
export const weekdays = function* (first: number): Generator<string> {
  for (let day = first; ; day += 1) {
    const at = new Date(Date.now() + day * DAY_MS)
    if (at.getUTCDay() >= 1 && at.getUTCDay() <= 5) yield at.toISOString().slice(0, 10)
  }
}
