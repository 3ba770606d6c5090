/** The same keys with texts of another language. */
export type SameKeys<Texts> = {
  readonly [Key in keyof Texts]: Texts[Key] extends string ? string : SameKeys<Texts[Key]>
}

/** `today:title` for `{ today: { title: '…' } }`. */
export type KeysOf<Texts> = {
  [Key in keyof Texts & string]: Texts[Key] extends string ? Key : `${Key}:${KeysOf<Texts[Key]>}`
}[keyof Texts & string]
