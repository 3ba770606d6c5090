import { parse as parseYaml } from 'yaml'

export interface Service {
  readonly build?: string
  readonly command?: readonly string[]
  readonly depends_on?: Readonly<Record<string, { condition: string }>>
  readonly environment?: Readonly<Record<string, string>>
  readonly healthcheck?: { readonly disable?: boolean; readonly test?: readonly string[] }
  readonly image?: string
  readonly ports?: readonly string[]
  readonly restart?: string
  readonly volumes?: readonly string[]
}

export interface Compose {
  readonly services: Readonly<Record<string, Service>>
  readonly volumes: Readonly<Record<string, unknown>>
}

export const parseCompose = (text: string): Compose => parseYaml(text, { merge: true }) as Compose

export interface Variable {
  readonly name: string
  /** `:?` refuses to start without it, `:-` has a default. */
  readonly operator: string
  readonly rest: string
}

/** Every `${NAME…}` of a Compose file. */
export const variablesIn = (text: string): Variable[] =>
  [...text.matchAll(/\$\{(\w+)(:?[-?+])?([^}]*)\}/g)].map(
    ([, name = '', operator = '', rest = '']) => ({
      name,
      operator,
      rest,
    }),
  )

/** What a container gets: every variable put in as Compose does, what was given or else its default. */
export const environmentOf = (
  { environment = {} }: Service,
  given: Readonly<Record<string, string>>,
): Record<string, string> =>
  Object.fromEntries(
    Object.entries(environment).map(([name, value]) => [
      name,
      value.replaceAll(
        /\$\{(\w+)(?::?[-?+])?([^}]*)\}/g,
        (_, variable: string, rest: string) => given[variable] ?? rest,
      ),
    ]),
  )

/** The comment at the head of a file, up to the first line that is none. */
export const headComment = (text: string): string => text.slice(0, text.search(/^(?!#)/m))
