/** Payload is ESM: run through scripts/test.mjs, which gives Node --experimental-vm-modules. */
export default {
  extensionsToTreatAsEsm: ['.ts', '.tsx'],
  // 'js' before 'mjs', or graphql resolves to two copies of itself.
  moduleFileExtensions: ['ts', 'tsx', 'js', 'mjs', 'cjs', 'mts', 'jsx', 'json', 'node'],
  moduleNameMapper: { '\\.(css|scss|svg)$': '<rootDir>/tests/support/style.cjs' },
  testEnvironment: 'node',
  testEnvironmentOptions: { exportConditions: ['node', 'node-addons', 'production'] },
  testPathIgnorePatterns: ['/node_modules/', '/dist/', '/.next/'],
  testRegex: [process.env.TEST_FILES ?? '\\.spec\\.ts$'],
  testTimeout: 60_000,
  transform: {
    '^.+\\.(ts|tsx)$': [
      '@swc/jest',
      {
        jsc: {
          parser: { syntax: 'typescript', tsx: true },
          target: 'es2022',
          transform: { react: { runtime: 'automatic' } },
        },
        module: { type: 'es6' },
      },
    ],
  },
}
