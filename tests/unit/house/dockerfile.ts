export interface Instruction {
  readonly args: string
  readonly name: string
}

export interface Stage {
  readonly image: string
  readonly instructions: readonly Instruction[]
  readonly name: string
}

const instructionsOf = (text: string): Instruction[] =>
  text
    .split('\n')
    .filter((line) => !/^\s*#/.test(line))
    .join('\n')
    .replaceAll(/\s*\\\n\s*/g, ' ')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => {
      const [, name = '', args = ''] = /^(\w+)\s+(.*)$/.exec(line.trim()) ?? []
      return { args, name: name.toUpperCase() }
    })

/** A Dockerfile line by line, in its stages. */
export const parseDockerfile = (text: string): Stage[] => {
  const stages: { image: string; instructions: Instruction[]; name: string }[] = []
  for (const instruction of instructionsOf(text)) {
    if (instruction.name === 'FROM') {
      const [image = '', , name = ''] = instruction.args.split(/\s+/)
      stages.push({ image, instructions: [], name })
    } else stages.at(-1)?.instructions.push(instruction)
  }
  return stages
}

export interface Copy {
  /** The stage it comes from; empty: the repository. */
  readonly from: string
  readonly sources: readonly string[]
}

export const copiesOf = ({ instructions }: Stage): Copy[] =>
  instructions
    .filter(({ name }) => name === 'COPY')
    .map(({ args }) => {
      const words = args.split(/\s+/)
      const from = words.find((word) => word.startsWith('--from='))?.slice('--from='.length) ?? ''
      return { from, sources: words.filter((word) => !word.startsWith('--')).slice(0, -1) }
    })

/** The last instruction of that name, whose arguments are those that count. */
export const lastOf = ({ instructions }: Stage, name: string): string =>
  instructions.findLast((instruction) => instruction.name === name)?.args ?? ''

/** True for paths that .dockerignore keeps out; it holds names and endings only. */
export const isLeftOut = (dockerignore: string, file: string): boolean =>
  dockerignore
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
    .some((pattern) => {
      const [top = ''] = file.split('/')
      const [start = '', end = ''] = pattern.split('*')
      return pattern.includes('*')
        ? !file.includes('/') && file.startsWith(start) && file.endsWith(end)
        : top === pattern
    })
