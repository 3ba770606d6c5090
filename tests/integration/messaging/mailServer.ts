import { createServer, type Server, type Socket } from 'node:net'

/** What the server says at one step instead of its usual word; `drop` closes the connection. */
export interface Script {
  readonly afterData?: string
  readonly auth?: string
  readonly data?: string
  readonly greeting?: string
  readonly recipient?: string
}

const USUAL: Required<Script> = {
  afterData: '250 2.0.0 taken as Q1',
  auth: '235 2.7.0 welcome',
  data: '354 go on',
  greeting: '220 mail.test.example',
  recipient: '250 2.1.5 fine',
}

export const DROP = 'drop'

/** A small SMTP server on a real socket: enough of RFC 5321 for one mail after the other. */
export class MailServer {
  /** The mails that were handed over whole, taken or not. */
  readonly mails: string[] = []
  script: Script = {}
  private readonly server: Server
  private readonly sockets = new Set<Socket>()

  constructor() {
    this.server = createServer((socket) => {
      this.sockets.add(socket)
      socket.on('error', () => undefined)
      socket.on('close', () => this.sockets.delete(socket))
      this.talk(socket)
    })
  }

  async start(): Promise<number> {
    await new Promise<void>((resolve) => {
      this.server.listen(0, '127.0.0.1', resolve)
    })
    return (this.server.address() as { port: number }).port
  }

  async stop(): Promise<void> {
    for (const socket of this.sockets) socket.destroy()
    await new Promise((resolve) => {
      this.server.close(resolve)
    })
  }

  private say(socket: Socket, step: keyof Script): void {
    const word = this.script[step] ?? USUAL[step]
    const end = word === DROP ? () => socket.destroy() : () => socket.write(`${word}\r\n`)
    end()
  }

  private talk(socket: Socket): void {
    let rest = ''
    let mail: string[] | undefined
    const steps: Readonly<Record<string, () => void>> = {
      AUTH: () => {
        this.say(socket, 'auth')
      },
      DATA: () => {
        mail = this.script.data === undefined ? [] : undefined
        this.say(socket, 'data')
      },
      EHLO: () => socket.write('250-mail.test.example\r\n250 AUTH PLAIN\r\n'),
      MAIL: () => socket.write('250 2.1.0 fine\r\n'),
      QUIT: () => socket.end('221 bye\r\n'),
      RCPT: () => {
        this.say(socket, 'recipient')
      },
    }
    const read = (line: string): void => {
      if (mail === undefined) {
        steps[line.slice(0, 4).toUpperCase()]?.()
      } else if (line === '.') {
        this.mails.push(mail.join('\n'))
        mail = undefined
        this.say(socket, 'afterData')
      } else {
        mail.push(line)
      }
    }
    socket.on('data', (chunk) => {
      const lines = (rest + chunk.toString('utf8')).split('\r\n')
      rest = lines.pop() ?? ''
      lines.forEach(read)
    })
    this.say(socket, 'greeting')
  }
}
