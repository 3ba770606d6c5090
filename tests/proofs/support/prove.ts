export interface Verdict {
  readonly figures: Readonly<Record<string, unknown>>
  readonly ok: boolean
}

/** Work to undo at the end, in the reverse order. */
export type Cleanup = (undo: () => unknown) => void

/**
 * Runs a proof and says what it found as one line of JSON, the last: `{"name","ok","figures"}`. The exit
 * code is 0 only when it holds.
 */
export const prove = async (
  name: string,
  run: (cleanup: Cleanup) => Promise<Verdict>,
): Promise<void> => {
  const undos: (() => unknown)[] = []
  let verdict: Verdict
  try {
    verdict = await run((undo) => undos.push(undo))
  } catch (error) {
    console.error(error)
    verdict = { figures: { error: error instanceof Error ? error.message : 'unknown' }, ok: false }
  }
  for (const undo of undos.reverse()) {
    try {
      await undo()
    } catch (error) {
      console.error('could not clean up', error)
    }
  }
  console.log(JSON.stringify({ name, ...verdict }))
  process.exit(verdict.ok ? 0 : 1)
}
