export const OPT_OUT_PURPOSES = ['care', 'dues', 'marketing'] as const
export type OptOutPurpose = (typeof OPT_OUT_PURPOSES)[number]

/** `Asha` + `Rao` → `Asha Rao`. */
export const fullNameOf = (names: {
  firstName?: string | null
  lastName?: string | null
}): string =>
  [names.firstName, names.lastName]
    .map((name) => name?.trim() ?? '')
    .filter((name) => name !== '')
    .join(' ')

/** Simple and forgiving: one @, a dot behind it, no spaces. The proof is a message that arrives. */
export const isEmail = (text: string): boolean => /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(text)
