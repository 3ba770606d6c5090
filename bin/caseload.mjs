#!/usr/bin/env -S node --conditions=production
// Of the product: what `npm run build` has made. Installed in somebody's app: through the command line of
// that app's own Payload, which reads its configuration.
import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { pathToFileURL } from 'node:url'

const cli = new URL('../dist/src/server/cli.js', import.meta.url)
const host = new URL('../lib/server/host.js', import.meta.url)

/** Payload's own folder, as the app at hand sees it. */
const payloadFolder = () => {
  const require = createRequire(path.resolve('package.json'))
  try {
    return path.resolve(path.dirname(require.resolve('payload')), '..')
  } catch {
    console.error('caseload: there is no Payload here; run it in the folder of your app')
    process.exit(1)
  }
}

if (existsSync(cli)) {
  await import(cli)
} else if (existsSync(host)) {
  if (process.argv[2] !== 'migrate') process.argv.splice(2, 0, 'caseload')
  await import(pathToFileURL(path.join(payloadFolder(), 'bin.js')))
} else {
  console.error('caseload is not built yet: run `npm run build` first')
  process.exit(1)
}
