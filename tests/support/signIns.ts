import type { Answer, TestApp, TestUser } from './app.ts'
import { PASSWORD } from './app.ts'

interface From {
  readonly address?: string
  readonly code?: string
  readonly password?: string
}

/** Signs in over REST, from an address of its own. */
export const signInFrom = (
  app: TestApp,
  { email }: Pick<TestUser, 'email'>,
  { address = '192.0.2.1', code, password = PASSWORD }: From = {},
): Promise<Answer> =>
  app.rest('POST', '/users/login', {
    body: { email, password, ...(code === undefined ? {} : { code }) },
    headers: { 'user-agent': 'A browser', 'x-caseload-address': address },
  })

export const tokenFrom = async (app: TestApp, user: TestUser, from?: From): Promise<string> => {
  const { body, status } = await signInFrom(app, user, from)
  if (status !== 200) throw new Error(`${user.email} could not sign in: ${status}`)
  return body.token as string
}

export const bearing = (token: string): { headers: Record<string, string> } => ({
  headers: { authorization: `JWT ${token}` },
})

/** What a token is good for: 200, or the code of the refusal. */
export const worthOf = async (app: TestApp, token: string): Promise<string> => {
  const { body, status } = await app.rest('GET', '/locations', bearing(token))
  return status === 200 ? 'good' : (body.errors[0].data.code as string)
}
