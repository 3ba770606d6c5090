import path from 'node:path'
import { withPayload } from '@payloadcms/next/withPayload'
import type { NextConfig } from 'next'
const nextConfig: NextConfig = { turbopack: { root: path.resolve(import.meta.dirname ?? process.cwd()) } }
export default withPayload(nextConfig, { devBundleServerPackages: false })
