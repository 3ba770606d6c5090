import type { PayloadRequest } from 'payload'
import { formatAdminURL } from 'payload/shared'

/** A page of the panel, wherever the host has put the panel. */
export const adminPath = (req: PayloadRequest, path: `/${string}`): string =>
  formatAdminURL({ adminRoute: req.payload.config.routes.admin, path })
