import js from '@eslint/js'
import prettier from 'eslint-config-prettier'
import reactHooks from 'eslint-plugin-react-hooks'
import globals from 'globals'
import tseslint from 'typescript-eslint'
import { explicitOverrideAccess } from './scripts/lint/explicitOverrideAccess.mjs'

const noClock = {
  message: 'Time comes in as a value; only providers/clock reads it.',
  object: 'Date',
  property: 'now',
}

export default tseslint.config(
  {
    ignores: [
      '.cache/**',
      '.data/**',
      '.next/**',
      'coverage/**',
      'dist/**',
      'lib/**',
      'next-env.d.ts',
      'node_modules/**',
      'src/access/permissionTable.ts',
      'src/app/**',
      'src/db/migrations/**',
      'src/payload-types.ts',
    ],
  },
  js.configs.recommended,
  { files: ['**/*.mjs'], languageOptions: { globals: globals.node } },
  {
    extends: [...tseslint.configs.strictTypeChecked, ...tseslint.configs.stylisticTypeChecked],
    files: ['**/*.ts', '**/*.tsx'],
    languageOptions: {
      parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname },
    },
    rules: {
      '@typescript-eslint/consistent-type-imports': 'error',
      // Payload's hooks are typed by their declaration, not by a written return type.
      '@typescript-eslint/consistent-type-definitions': 'error',
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: false }],
      '@typescript-eslint/no-unnecessary-condition': 'error',
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', varsIgnorePattern: '^_' },
      ],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      // Payload marks parts of unions of its own as deprecated that cannot be avoided yet.
      '@typescript-eslint/no-deprecated': 'off',
      // `!` is forbidden; a hook that runs on updates may say that there is an original document.
      '@typescript-eslint/non-nullable-type-assertion-style': 'off',
      // `||` also covers the empty text that forms send.
      '@typescript-eslint/prefer-nullish-coalescing': 'off',
      'max-lines': ['error', { max: 250 }],
      'max-lines-per-function': ['error', { max: 60 }],
      'max-params': ['error', { max: 3 }],
      'no-console': 'error',
      'no-restricted-properties': ['error', noClock],
    },
  },
  {
    files: [
      'src/domain/**/*.ts',
      'src/hooks/**/*.ts',
      'src/operations/**/*.ts',
      'src/collections/**/*.ts',
    ],
    rules: {
      'no-restricted-syntax': [
        'error',
        {
          message: 'Time comes in as a value; only providers/clock reads it.',
          selector: "NewExpression[callee.name='Date'][arguments.length=0]",
        },
      ],
    },
  },
  {
    files: ['src/**/*.tsx'],
    plugins: { 'react-hooks': reactHooks },
    rules: { 'react-hooks/exhaustive-deps': 'error', 'react-hooks/rules-of-hooks': 'error' },
  },
  {
    // A Local API call says whether it asks for access (house rule 3).
    files: ['**/*.ts', '**/*.tsx', 'scripts/**/*.mjs'],
    plugins: { caseload: { rules: { 'explicit-override-access': explicitOverrideAccess } } },
    rules: { 'caseload/explicit-override-access': 'error' },
  },
  {
    files: ['src/**/*.ts', 'src/**/*.tsx', 'seed/**/*.ts'],
    ignores: ['src/db/**'],
    rules: {
      'no-restricted-syntax': [
        'error',
        {
          message: 'Time comes in as a value; only providers/clock reads it.',
          selector: "NewExpression[callee.name='Date'][arguments.length=0]",
        },
      ],
    },
  },
  {
    // The clock itself, and processes that measure themselves or answer what the time is.
    files: ['src/providers/clock/**', 'src/server/**', 'tests/**', 'bench/**'],
    rules: { 'no-restricted-properties': 'off', 'no-restricted-syntax': 'off' },
  },
  {
    files: ['tests/**/*.ts', 'bench/**/*.ts'],
    rules: {
      // Answers over HTTP are JSON of any shape; tests say what they expect of them.
      '@typescript-eslint/no-explicit-any': 'off',
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
      'max-lines': ['error', { max: 400 }],
      'max-lines-per-function': 'off',
      'no-console': 'off',
    },
  },
  { files: ['scripts/**', 'bin/**'], rules: { 'no-console': 'off' } },
  prettier,
)
