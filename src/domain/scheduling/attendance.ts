export const ATTENDANCE_STATUSES = [
  'expected',
  'present',
  'late',
  'partial',
  'absent',
  'excused',
] as const
export type AttendanceStatus = (typeof ATTENDANCE_STATUSES)[number]

/** Statuses that answer who came; `expected` does not (SES-14). */
export const isMarked = (status: AttendanceStatus): boolean => status !== 'expected'

/** What the completion dialog may say of a patient. */
export const COMPLETION_STATUSES = ['present', 'late', 'partial', 'absent', 'excused'] as const
