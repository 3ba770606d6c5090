/** The first that fits: what names itself as several comes before what it names itself as. */
const BROWSERS = [
  ['Edg', 'Edge'],
  ['OPR/', 'Opera'],
  ['SamsungBrowser', 'Samsung Internet'],
  ['Firefox', 'Firefox'],
  ['FxiOS', 'Firefox'],
  ['Chrome', 'Chrome'],
  ['CriOS', 'Chrome'],
  ['Safari', 'Safari'],
] as const
const SYSTEMS = [
  ['Android', 'Android'],
  ['iPhone', 'iPhone'],
  ['iPad', 'iPad'],
  ['Windows', 'Windows'],
  ['Mac OS', 'Mac'],
  ['CrOS', 'ChromeOS'],
  ['Linux', 'Linux'],
] as const

type Signs = readonly (readonly [string, string])[]

const firstOf = (signs: Signs, agent: string): string | undefined =>
  signs.find(([sign]) => agent.includes(sign))?.[1]

/** `Mozilla/5.0 (X11; Linux …) … Chrome/156 …` → `Chrome, Linux`; what is no browser keeps its own name. */
export const deviceName = (agent: string): string => {
  const names = [firstOf(BROWSERS, agent), firstOf(SYSTEMS, agent)].filter(
    (name) => name !== undefined,
  )
  return names.length === 0 ? agent : names.join(', ')
}
