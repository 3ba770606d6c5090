import { mkdir, readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import type { Channel } from '../../domain/messaging/channels.ts'
import type { MessageProvider } from './types.ts'

interface SandboxOptions {
  readonly channel: Channel
  /** Where accepted messages are kept, one JSON file each. */
  readonly directory: string
}

/**
 * Accepts every message and sends none: the default, so that nothing leaves the machine by accident.
 * Like a real service it knows a message by its key and takes it once, also from two processes.
 */
export const sandboxProvider = ({ channel, directory }: SandboxOptions): MessageProvider => {
  const fileOf = (id: string): string => path.join(directory, `${id}.json`)
  const messageIdOf = (id: string): string => `sandbox-${id}`
  return {
    channel,
    name: 'sandbox',

    async lookUp(id) {
      try {
        await readFile(fileOf(id))
        return { kind: 'accepted', messageId: messageIdOf(id) }
      } catch {
        return { kind: 'never-arrived' }
      }
    },

    async send(message) {
      await mkdir(directory, { recursive: true })
      try {
        await writeFile(fileOf(message.id), JSON.stringify({ ...message, channel }), { flag: 'wx' })
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
      }
      return { kind: 'accepted', messageId: messageIdOf(message.id) }
    },
  }
}
