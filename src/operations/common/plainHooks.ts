const PLAIN = Symbol.for('caseload.leaves-documents')

/** Says of a hook that it looks at documents and leaves them as they are. */
export const leavesDocuments = <Hook extends object>(hook: Hook): Hook =>
  Object.assign(hook, { [PLAIN]: true })

export const isPlain = (hook: object): boolean => PLAIN in hook
