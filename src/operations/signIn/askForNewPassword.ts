import { createLocalReq, type PayloadRequest } from 'payload'
import { slugs } from '../../slugs.ts'

const send = async ({ headers, origin, payload }: PayloadRequest, email: string): Promise<void> => {
  const req = await createLocalReq({ req: { headers, origin } }, payload)
  // Payload's own operation for everybody: it writes to the address that was typed and to none other.
  await payload.forgotPassword({
    collection: slugs.users,
    data: { email },
    overrideAccess: true,
    req,
  })
}

/**
 * Begins what happens for a forgotten password; nobody waits for it, so the answer takes as long for an
 * address without an account. @rule SEC-3
 */
export const askForNewPassword = (req: PayloadRequest, email: string): void => {
  const { logger } = req.payload
  send(req, email).catch((error: unknown) => {
    logger.error({
      msg: 'a mail for a new password could not be sent',
      name: (error as Error).name,
    })
  })
}
