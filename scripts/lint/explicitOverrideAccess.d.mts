import type { Rule } from 'eslint'

export const explicitOverrideAccess: Rule.RuleModule
