import path from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Config } from 'payload'

const here = fileURLToPath(import.meta.url)

/** `payload caseload …` in a host's app. What it runs is loaded only then. */
export const withCommandLine = (config: Config): Config => ({
  ...config,
  bin: [
    ...(config.bin ?? []),
    {
      key: 'caseload',
      scriptPath: path.join(path.dirname(here), '..', 'server', `host${path.extname(here)}`),
    },
  ],
})
