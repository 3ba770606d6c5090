import { defineError } from '../errors.ts'

export const invalidWindow = defineError<{ field: string }>({
  code: 'invalid-window',
  field: ({ field }) => field,
  message: () => 'The send window starts before it ends, both written HH:mm.',
  status: 422,
})
export const invalidOffset = defineError<{ field: string }>({
  code: 'invalid-offset',
  field: ({ field }) => field,
  message: () => 'A reminder goes out between 1 and 720 hours before the start, each once.',
  status: 422,
})
