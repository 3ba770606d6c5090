/** `checked-in` → { label: 'Checked in', value: 'checked-in' }. */
export const optionsOf = <T extends string>(
  values: readonly T[],
  labels: Partial<Record<T, string>> = {},
): { label: string; value: T }[] =>
  values.map((value) => ({ label: labels[value] ?? toWords(value), value }))

const toWords = (value: string): string => {
  const words = value.replaceAll('-', ' ')
  return words.charAt(0).toUpperCase() + words.slice(1)
}
