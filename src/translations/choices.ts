/** Texts of values by field and value: `sessions.mode.telehealth`. */
export const byField = (
  choices: Readonly<Record<string, Readonly<Record<string, string>>>>,
): Record<string, string> =>
  Object.fromEntries(
    Object.entries(choices).flatMap(([field, texts]) =>
      Object.entries(texts).map(([value, text]) => [`${field}.${value}`, text]),
    ),
  )
