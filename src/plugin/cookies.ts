import type { CollectionConfig, Config } from 'payload'

/** Cookies of a server that is reached by HTTPS never travel without it. A host's own settings stay. @rule SEC-5 */
export const withSafeCookies = (
  collection: CollectionConfig,
  { serverURL = '' }: Config,
): CollectionConfig =>
  typeof collection.auth === 'object'
    ? {
        ...collection,
        auth: {
          ...collection.auth,
          cookies: {
            sameSite: 'Lax',
            secure: serverURL.startsWith('https://'),
            ...collection.auth.cookies,
          },
        },
      }
    : collection
