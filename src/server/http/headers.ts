import { randomBytes } from 'node:crypto'
import type { Request, RequestHandler, Response } from 'express'
import helmet from 'helmet'

const FOR_PROGRAMS = "default-src 'none';frame-ancestors 'none'"
const PERMISSIONS = ['camera', 'display-capture', 'geolocation', 'microphone', 'payment', 'usb']

const protect = helmet({
  // Answers for programs: nothing in them is ever to be run or framed. Pages get their own below.
  contentSecurityPolicy: false,
  frameguard: { action: 'deny' },
  hsts: { includeSubDomains: true, maxAge: 31_536_000 },
  // No page elsewhere learns an address of ours; our own forms still say where they come from.
  referrerPolicy: { policy: 'same-origin' },
})

/** On every answer, whatever it is. @rule SEC-5 */
export const protectAnswers: RequestHandler = (req, res, next) => {
  res.setHeader('content-security-policy', FOR_PROGRAMS)
  res.setHeader('permissions-policy', PERMISSIONS.map((name) => `${name}=()`).join(', '))
  protect(req, res, next)
}

/**
 * Scripts run by the nonce of this very answer, or where such a script has loaded them. Styles stand in
 * attributes all over the panel, which a nonce cannot allow.
 */
export const policyOfPages = ({ isDev, nonce }: { isDev: boolean; nonce: string }): string =>
  [
    "default-src 'self'",
    "base-uri 'self'",
    `connect-src 'self'${isDev ? ' ws: wss:' : ''}`,
    "font-src 'self' data:",
    "form-action 'self'",
    "frame-ancestors 'none'",
    "img-src 'self' blob: data:",
    "object-src 'none'",
    // React names the places of errors by eval while the panel is worked on.
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${isDev ? " 'unsafe-eval'" : ''}`,
    "style-src 'self' 'unsafe-inline'",
    "worker-src 'self' blob:",
  ].join(';')

/** Next reads the nonce for its scripts where a proxy in front would put it: in the request. */
export const protectPage = (isDev: boolean, req: Request, res: Response): void => {
  const policy = policyOfPages({ isDev, nonce: randomBytes(16).toString('base64') })
  req.headers['content-security-policy'] = policy
  delete req.headers['content-security-policy-report-only']
  res.setHeader('content-security-policy', policy)
}
