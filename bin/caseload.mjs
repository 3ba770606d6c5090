#!/usr/bin/env -S node --conditions=production
import { existsSync } from 'node:fs'

const cli = new URL('../dist/src/server/cli.js', import.meta.url)
if (!existsSync(cli)) {
  console.error('caseload is not built yet: run `npm run build` first')
  process.exit(1)
}
await import(cli)
