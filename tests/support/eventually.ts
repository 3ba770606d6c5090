import { setTimeout as pause } from 'node:timers/promises'

/** Asks again until the answer is right or the time is over, and answers the last one for `expect`. */
export const eventually = async <T>(
  ask: () => Promise<T> | T,
  isRight: (answer: T) => boolean,
  withinMs = 10_000,
): Promise<T> => {
  const until = performance.now() + withinMs
  for (;;) {
    const answer = await ask()
    if (isRight(answer) || performance.now() > until) return answer
    await pause(20)
  }
}
