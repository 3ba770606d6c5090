import { describe, expect, it } from '@jest/globals'
import * as catalog from '../../../src/domain/catalog/errors.ts'
import {
  bodyTooLarge,
  depthTooLarge,
  pageSizeTooLarge,
  unknownField,
} from '../../../src/domain/errors.ts'
import * as people from '../../../src/domain/people/errors.ts'
import * as scheduling from '../../../src/domain/scheduling/errors.ts'
import * as tenancy from '../../../src/domain/tenancy/errors.ts'

describe('what refusals say', () => {
  it('should name what a session may become, or that it is closed (SES-9)', () => {
    const { moveNotAllowed } = scheduling
    expect(
      moveNotAllowed({ allowed: ['completed'], from: 'in-progress', to: 'held' }).message,
    ).toBe('A session cannot go from in-progress to held. From here it can become completed.')
    expect(moveNotAllowed({ allowed: [], from: 'expired', to: 'held' }).message).toBe(
      'A session cannot go from expired to held. It is closed.',
    )
  })

  it('should give the conflicting time without names, and free slots (SES-4)', () => {
    const busy = { endsAt: '2026-06-02T05:15:00.000Z', startsAt: '2026-06-02T04:30:00.000Z' }
    expect(scheduling.slotTaken({ busy, free: [] })).toMatchObject({
      data: { errors: [{ path: 'startsAt' }], facts: { busy, free: [] } },
      message: 'The therapist is not free at this time.',
    })
    expect(scheduling.roomTaken({}).field).toBe('room')
    expect(scheduling.patientBusy({}).field).toBe('startsAt')
  })

  it('should name the limits that a value breaks', () => {
    expect(catalog.invalidDuration({ field: 'durationMinutes', max: 480, min: 5 })).toMatchObject({
      field: 'durationMinutes',
      message: 'The length is from 5 to 480 minutes.',
    })
    expect(catalog.invalidBuffer({ field: 'bufferAfterMinutes', max: 120 }).message).toContain(
      '120',
    )
    expect(tenancy.invalidSetting({ field: 'x', max: 168, min: 0 }).message).toContain('0 to 168')
    expect(tenancy.invalidSetting({ field: 'x' }).message).toBe('This value is not allowed.')
    expect(pageSizeTooLarge({ limit: 500, max: 100 }).message).toContain('100')
    expect(depthTooLarge({ depth: 9, max: 3 }).message).toContain('3')
    expect(bodyTooLarge({ limitBytes: 5 }).status).toBe(413)
    expect(unknownField({ fields: ['a', 'b'] }).message).toContain('a, b')
  })

  it('should count what stands in the way', () => {
    expect(catalog.typeInUse({ openSessions: 3 }).message).toContain('3 sessions')
    expect(tenancy.locationInUse({ futureSessions: 2 }).message).toContain('2 future sessions')
    expect(scheduling.windowFull({ limit: 4, on: '2026-06-02' }).message).toContain('2026-06-02')
    expect(
      catalog.sessionsOutside({ sessions: [{ id: '1', number: null, startsAt: '' }] }),
    ).toMatchObject({ field: 'acceptOutside', message: expect.stringContaining('1 booked') })
  })

  it('should name possible duplicates by their number only (PAT-12)', () => {
    const candidate = { firstName: 'Asha', id: '1', lastName: 'Rao', number: 'PT-000007' }
    const { message } = people.possibleDuplicate({ candidates: [candidate] })
    expect(message).toContain('PT-000007')
    expect(message).not.toContain('Asha')
    expect(message).not.toContain('Rao')
  })

  it('should mark the contacts where no field is named (PAT-2)', () => {
    expect(people.primaryContactRequired({}).field).toBe('guardians')
    expect(people.primaryContactRequired({ field: 'phone' }).field).toBe('phone')
    expect(people.selfContactUnderage({ adultAge: 18 }).message).toContain('18')
  })
})
