import { describe, expect, it } from '@jest/globals'
import {
  ATTENDANCE_STATUSES,
  COMPLETION_STATUSES,
  isMarked,
} from '../../../src/domain/scheduling/attendance.ts'

describe('attendance', () => {
  it('should count every status but expected as an answer to who came (SES-14)', () => {
    expect(ATTENDANCE_STATUSES.filter((status) => !isMarked(status))).toEqual(['expected'])
  })

  it('should offer exactly the answers in the completion dialog (SES-14)', () => {
    expect([...COMPLETION_STATUSES].sort()).toEqual([
      'absent',
      'excused',
      'late',
      'partial',
      'present',
    ])
  })
})
