import path from 'node:path'
import { withPayload } from '@payloadcms/next/withPayload'

export default withPayload(
  {
    // The packages are those of the repository, two folders up, wherever this is built.
    turbopack: { root: path.resolve(process.cwd(), '../..') },
    typescript: { ignoreBuildErrors: true },
  },
  { devBundleServerPackages: false },
)
