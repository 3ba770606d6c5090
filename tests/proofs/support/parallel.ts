/** Does each piece of work, at most `width` at a time; answers in the order of the pieces. */
export const inParallel = async <Piece, Result>(
  pieces: readonly Piece[],
  width: number,
  work: (piece: Piece, index: number) => Promise<Result>,
): Promise<Result[]> => {
  const results: Result[] = []
  const waiting = pieces.entries()
  const lane = async (): Promise<void> => {
    for (const [index, piece] of waiting) results[index] = await work(piece, index)
  }
  await Promise.all(Array.from({ length: width }, lane))
  return results
}

export const tally = (values: readonly (number | string)[]): Record<string, number> => {
  const counts: Record<string, number> = {}
  for (const value of values) counts[value] = (counts[value] ?? 0) + 1
  return counts
}
