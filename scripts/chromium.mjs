// Finds a Chromium for the browser tests: CHROMIUM_PATH, the system's, Playwright's own download, or, as
// root on Debian, its package.
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import path from 'node:path'

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']

const inPath = () =>
  (process.env.PATH ?? '')
    .split(path.delimiter)
    .flatMap((folder) => NAMES.map((name) => path.join(folder, name)))
    .find((file) => existsSync(file))

const ofPlaywright = async () => {
  const { chromium } = await import('playwright-core')
  const file = chromium.executablePath()
  return file !== '' && existsSync(file) ? file : undefined
}

const installed = () => {
  const canInstall = process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')
  if (!canInstall) return undefined
  console.error('No Chromium found: installing the package of the system.')
  const apt = (...args) =>
    spawnSync('apt-get', args, {
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
      stdio: ['ignore', 'ignore', 2],
    })
  apt('update', '-qq')
  apt('install', '-y', '-qq', '--no-install-recommends', 'chromium')
  return inPath()
}

/** The path of a Chromium; undefined, and said so, where there is none. */
export const findChromium = async () => {
  const given = process.env.CHROMIUM_PATH
  if (given) {
    if (existsSync(given)) return given
    console.error(`CHROMIUM_PATH says ${given}, and nothing is there.`)
    return undefined
  }
  const found = inPath() ?? (await ofPlaywright()) ?? installed()
  if (found === undefined) {
    console.error(
      'The browser tests need a Chromium: install one, or set CHROMIUM_PATH to its program.',
    )
  }
  return found
}
