import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'

const LIMIT_MS = 60_000

export const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

const take = (file: string): boolean => {
  try {
    writeFileSync(file, String(process.pid), { flag: 'wx' })
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    return false
  }
}

/** A holder that was killed holds nothing; nor do we, when a container gave us its number again. */
const dropStale = (file: string): void => {
  try {
    const holder = Number(readFileSync(file, 'utf8'))
    // A number that is not written yet is somebody at work.
    if (holder > 0 && (holder === process.pid || !isAlive(holder))) rmSync(file, { force: true })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
  }
}

/** One process of the machine at a time: whoever made the file, until its work is done. */
export const withLock = async <T>(file: string, work: () => Promise<T>): Promise<T> => {
  for (let waited = 0; !take(file); waited += 50) {
    if (waited > LIMIT_MS) throw new Error(`another process holds ${file} for too long`)
    dropStale(file)
    await sleep(50)
  }
  try {
    return await work()
  } finally {
    rmSync(file, { force: true })
  }
}
