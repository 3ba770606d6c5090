import { Writable } from 'node:stream'
import { pino } from 'pino'
import type { TestApp } from './app.ts'

/** Keeps every line that the app logs from now on, down to the smallest; answers what there is so far. */
export const captureLog = (app: TestApp): (() => string) => {
  const lines: string[] = []
  const stream = new Writable({
    write(chunk: Buffer, _encoding, done) {
      lines.push(chunk.toString())
      done()
    },
  })
  app.payload.logger = pino({ level: 'trace' }, stream)
  return () => lines.join('')
}
