const SWAPPED = /\/src\/access\/(filters|permissions)\.ts$/

/** The modules of this folder still reach those that they stand for. */
export const resolve = async (specifier, context, nextResolve) => {
  const found = await nextResolve(specifier, context)
  const [url] = found.url.split('?')
  const name = SWAPPED.exec(url)?.[1]
  if (name === undefined || (context.parentURL ?? '').includes('/isolation/open/')) return found
  return { ...found, url: new URL(`./${name}.ts`, import.meta.url).href }
}
